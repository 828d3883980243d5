import { expect, test } from 'vitest'
import { dayAfter, pointsOf } from './days'
import { calendarSpans, evenSpans, hoursToResolve } from './spans'

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
  const spans = calendarSpans([dayOf('2026-11-28', 2), dayOf('2026-11-29', 0, 1, 5)], 30)
  expect(spans.map((one) => [one.label, one.before, one.tick, one.added, one.resolved, one.hours])).toEqual([
    ['2026-11-28', '2026-11-29', '11-28', 2, 0, null],
    ['2026-11-29', '2026-11-30', '11-29', 0, 1, 5],
  ])
})

test('Of 90 days each week from Monday on, of a year each month', () => {
  const days = [
    dayOf('2026-11-22', 1),
    dayOf('2026-11-23', 2),
    dayOf('2026-11-29', 3),
    dayOf('2026-12-01', 4),
  ]
  expect(calendarSpans(days, 90).map((one) => `${one.label}: ${one.added}`)).toEqual([
    '2026-11-22: 1',
    '2026-11-23 to 2026-11-29: 5',
    '2026-12-01: 4',
  ])
  expect(calendarSpans(days, 365).map((one) => `${one.tick}: ${one.added}`)).toEqual([
    '2026-11: 6',
    '2026-12: 4',
  ])
})

test('The time to resolve is that of findings, not of days', () => {
  expect(hoursToResolve([dayOf('a', 0, 3, 10), dayOf('b', 0, 1, 50), dayOf('c')])).toBe(20)
  expect(hoursToResolve([dayOf('a')])).toBe(null)
})

test('Many days become spans of equal length, of which the newest is whole', () => {
  const days = [dayOf('2026-11-01', 3), dayOf('2026-11-02', 0, 1), dayOf('2026-11-03', 2, 2)]
  expect(evenSpans(days, 2).map((one) => [one.label, one.tick, one.added, one.resolved])).toEqual([
    ['2026-11-01', '11-01', 3, 0],
    ['2026-11-02 to 2026-11-03', '11-03', 2, 3],
  ])
  expect(evenSpans(days).map((one) => one.label)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03'])
})

test('A year ends a month, and the month a year', () => {
  expect(dayAfter('2026-12-31')).toBe('2027-01-01')
})

test('Of a year one day of each week is drawn, the last always', () => {
  const days = Array.from({ length: 15 }, (_, index) => dayOf(String(index)))
  expect(pointsOf(days, 365).map((one) => one.day)).toEqual(['0', '7', '14'])
  expect(pointsOf(days, 90)).toHaveLength(15)
})
