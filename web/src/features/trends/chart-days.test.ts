import { expect, test } from 'vitest'
import { flowDays, flowWords, openDays } from './chart-days'
import type { TrendDay } from './days'
import { evenSpans } from './spans'

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
  expect(openDays(days, 'least')[0]?.parts.map((part) => part.name)).toEqual([
    'Low',
    'Medium',
    'High',
    'Critical',
  ])
  const info = openDays([day('2026-11-01', 1, 0, { ...none, info: 1 })], 'least')
  expect(info[0]?.parts[0]?.name).toBe('Info')
  expect(openDays(days, 'worst')[0]?.parts[0]?.name).toBe('Critical')
})

test('What came goes up, what was resolved goes down, and either leads somewhere only where that is asked for', () => {
  const spans = evenSpans(days)
  const listed = { to: '/' as const }
  const [plain, linked] = [flowDays(spans), flowDays(spans, { added: () => listed, resolved: () => listed })]
  expect(plain[2]?.parts.map((one) => [one.title, one.below, one.to])).toEqual([
    ['2026-11-03: 2 new findings', undefined, undefined],
    ['2026-11-03: 2 resolved findings', true, undefined],
  ])
  expect(linked[2]?.parts.map((one) => one.to)).toEqual([listed, listed])
})

test('The whole period in words', () => expect(flowWords(days)).toBe('5 new, 3 resolved'))
