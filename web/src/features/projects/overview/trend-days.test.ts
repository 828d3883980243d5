import { expect, test } from 'vitest'
import { flowDays, flowWords, openDays, spansOf, type TrendDay } from './trend-days'

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0, unknown: 0 }
const day = (day: string, added: number, resolved: number, open = none): TrendDay => ({
  day,
  open,
  added,
  opened: added,
  closed: resolved,
  resolved,
  hoursToResolve: null,
})
const days = [day('2026-11-01', 3, 0), day('2026-11-02', 0, 1), day('2026-11-03', 2, 2)]

test('Severities that never were open are left out, the four that matter are not', () => {
  expect(openDays(days)[0]?.parts.map((part) => part.name)).toEqual(['Low', 'Medium', 'High', 'Critical'])
  const info = openDays([day('2026-11-01', 1, 0, { ...none, info: 1 })])
  expect(info[0]?.parts[0]?.name).toBe('Info')
})

test('Many days become spans, of which the newest is whole', () => {
  expect(spansOf(days, 2)).toEqual([
    { first: '2026-11-01', last: '2026-11-01', added: 3, resolved: 0 },
    { first: '2026-11-02', last: '2026-11-03', added: 2, resolved: 3 },
  ])
  expect(flowDays(days).map((one) => one.label)).toEqual(['2026-11-01', '2026-11-02', '2026-11-03'])
})

test('The whole period in words', () => expect(flowWords(days)).toBe('5 new, 3 resolved'))
