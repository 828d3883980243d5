import { expect, test } from 'vitest'
import { endOfDay, tomorrow } from './end-of-day'

test('A day ends where the person is, and no day ends never', () => {
  expect(new Date(endOfDay('2027-01-31') ?? '').toString()).toBe(new Date(2027, 0, 31, 23, 59, 59).toString())
  expect(endOfDay('')).toBeUndefined()
})

test('Tomorrow reads as a field for dates wants it', () =>
  expect(tomorrow(new Date(2026, 11, 31, 12).getTime())).toBe('2027-01-01'))
