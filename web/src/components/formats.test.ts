import { expect, test } from 'vitest'
import { age, compactCount, duration, exactTime, listed, relativeTime } from './formats'

const now = Date.parse('2026-11-23T12:00:00Z')

test.each([
  ['2026-11-23T11:59:31Z', 'just now'],
  ['2026-11-23T11:59:00Z', '1 minute ago'],
  ['2026-11-23T09:00:00Z', '3 hours ago'],
  ['2026-11-22T12:00:00Z', '1 day ago'],
  ['2026-11-16T12:00:01Z', '6 days ago'],
  ['2026-11-16T12:00:00Z', '2026-11-16'],
  ['2026-11-26T12:00:00Z', 'in 3 days'],
  ['2026-11-30T11:59:58Z', 'in 7 days'],
  ['2027-02-21T12:00:00Z', '2027-02-21'],
  ['not a time', 'not a time'],
])('%s is %s', (at, words) => expect(relativeTime(at, now)).toBe(words))

test('Ages are short and never negative', () => {
  expect(age('2026-11-23T11:20:00Z', now)).toBe('40 m')
  expect(age('2026-11-23T12:00:05Z', now)).toBe('now')
  expect(age('2026-10-01T00:00:00Z', now)).toBe('2026-10-01')
})

test('The exact time names UTC first', () => {
  expect(exactTime('2026-11-23T11:59:31.123Z')).toMatch(/^2026-11-23 11:59:31 UTC · /)
})

test('Times are told in the zone that somebody wants', () => {
  expect(exactTime('2026-11-23T23:30:00Z', 'Asia/Tokyo')).toBe(
    '2026-11-23 23:30:00 UTC · 2026-11-24 08:30:00 GMT+9',
  )
  expect(relativeTime('2026-10-01T23:30:00Z', now, 'Asia/Tokyo')).toBe('2026-10-02')
})

test('Durations change their unit with their size', () => {
  expect([12, 4200, 59_960, 125_000].map(duration)).toEqual(['12 ms', '4.2 s', '1 m 00 s', '2 m 05 s'])
})

test('Counts are exact below ten thousand and never rounded up', () => {
  expect([9999, 12_480, 999_999, 2_000_000].map(compactCount)).toEqual(['9999', '12.4k', '999.9k', '2M'])
})

test('Lists read like a sentence', () => {
  expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => listed(words))).toEqual([
    'a',
    'a and b',
    'a, b and c',
  ])
})
