import { expect, test } from 'vitest'
import { bucketsOf, dayAfter, hoursToResolve, pointsOf, spanOf } from './buckets'

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0, unknown: 0 }
const dayOf = (day: string, added = 0, resolved = 0, hoursToResolve: number | null = null) => ({
  day,
  open: none,
  added,
  opened: added,
  closed: resolved,
  resolved,
  hoursToResolve,
})

test('Of 30 days each is a bar', () => {
  const buckets = bucketsOf([dayOf('2026-11-28', 2), dayOf('2026-11-29', 0, 1, 5)], 30)
  expect(buckets.map((one) => [one.label, one.before, one.tick, one.added, one.resolved, one.hours])).toEqual(
    [
      ['2026-11-28', '2026-11-29', '11-28', 2, 0, null],
      ['2026-11-29', '2026-11-30', '11-29', 0, 1, 5],
    ],
  )
})

test('Of 90 days each week from Monday on, of a year each month', () => {
  const days = [
    dayOf('2026-11-22', 1),
    dayOf('2026-11-23', 2),
    dayOf('2026-11-29', 3),
    dayOf('2026-12-01', 4),
  ]
  expect(bucketsOf(days, 90).map((one) => `${one.label}: ${one.added}`)).toEqual([
    '2026-11-22: 1',
    '2026-11-23 to 2026-11-29: 5',
    '2026-12-01: 4',
  ])
  expect(bucketsOf(days, 365).map((one) => `${one.tick}: ${one.added}`)).toEqual(['2026-11: 6', '2026-12: 4'])
})

test('The time to resolve is that of findings, not of days', () => {
  expect(hoursToResolve([dayOf('a', 0, 3, 10), dayOf('b', 0, 1, 50), dayOf('c')])).toBe(20)
  expect(hoursToResolve([dayOf('a')])).toBe(null)
})

test('A span has the unit that one thinks in', () => {
  expect([0.5, 5.25, 47, 60, 24 * 30].map(spanOf)).toEqual([
    '30 minutes',
    '5.3 hours',
    '47 hours',
    '2.5 days',
    '30 days',
  ])
})

test('A year ends a month, and the month a year', () => {
  expect(dayAfter('2026-12-31')).toBe('2027-01-01')
})

test('Of a year one day of each week is drawn, the last always', () => {
  const days = Array.from({ length: 15 }, (_, index) => dayOf(String(index)))
  expect(pointsOf(days, 365).map((one) => one.day)).toEqual(['0', '7', '14'])
  expect(pointsOf(days, 90)).toHaveLength(15)
})
