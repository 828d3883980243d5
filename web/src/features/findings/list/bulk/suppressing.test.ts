import { expect, test } from 'vitest'
import { blank, endOf, suppressionOf } from './suppressing'

const now = new Date(2026, 10, 23, 14, 5).getTime()
const lastMoment = (year: number, month: number, day: number) =>
  new Date(year, month - 1, day, 23, 59, 59).toISOString()

test('A suppression ends with the last moment of a day, in 90 days unless said otherwise', () => {
  expect(endOf(blank, now)).toBe(lastMoment(2027, 2, 21))
  expect(endOf({ term: '14', date: '' }, now)).toBe(lastMoment(2026, 12, 7))
  expect(endOf({ term: 'date', date: '2027-01-31' }, now)).toBe(lastMoment(2027, 1, 31))
  expect(endOf({ term: 'none', date: '2027-01-31' }, now)).toBeUndefined()
})

test('A form without kind or day is no change yet', () => {
  expect(suppressionOf(blank, now)).toBeNull()
  expect(suppressionOf({ ...blank, kind: 'wont-fix', term: 'date' }, now)).toBeNull()
  expect(suppressionOf({ ...blank, kind: 'wont-fix', reason: ' tests ', term: 'none' }, now)).toEqual({
    status: { status: 'wont-fix', reason: 'tests', untilFixed: false, untilChanged: false },
  })
})
