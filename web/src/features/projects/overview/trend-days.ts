import type { components } from '../../../api/schema'
import type { ChartDay } from '../../../components/charts'
import { severities } from '../../../components/severity/severity'

export type TrendDay = components['schemas']['TrendDay']

const colors = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  INFO: 'info',
  UNKNOWN: 'info',
} as const

/** `2026-11-23` as the axis says it. */
const tick = (day: string) => day.slice(5)

/** What was open at the end of each day, the least severe lowest. What never was open is left out. */
export function openDays(days: readonly TrendDay[]): ChartDay[] {
  const shown = severities.filter(({ key }, index) => index < 4 || days.some((day) => day.open[key] > 0))
  return days.map((day) => ({
    key: day.day,
    label: day.day,
    tick: tick(day.day),
    parts: [...shown].reverse().map(({ key, severity, name, letter }) => ({
      name,
      letter,
      value: Math.max(0, day.open[key]),
      color: colors[severity],
    })),
  }))
}

export type Span = { first: string; last: string; added: number; resolved: number }

/** Days in spans of equal length, so that a year is no forest of bars; the newest span is whole. */
export function spansOf(days: readonly TrendDay[], most = 45): Span[] {
  const length = Math.max(1, Math.ceil(days.length / most))
  const spans: Span[] = []
  for (let end = days.length; end > 0; end -= length) {
    const part = days.slice(Math.max(0, end - length), end)
    const [first, last] = [part[0]?.day ?? '', part.at(-1)?.day ?? '']
    const sum = (of: (day: TrendDay) => number) => part.reduce((total, day) => total + of(day), 0)
    spans.unshift({ first, last, added: sum((day) => day.added), resolved: sum((day) => day.resolved) })
  }
  return spans
}

/** What came above the axis, what was resolved below it. */
export const flowDays = (days: readonly TrendDay[]): ChartDay[] =>
  spansOf(days).map(({ first, last, added, resolved }) => ({
    key: last,
    label: first === last ? last : `${first} to ${last}`,
    tick: tick(last),
    parts: [
      { name: 'New', value: added, color: 'fail' },
      { name: 'Resolved', value: resolved, color: 'pass', below: true },
    ],
  }))

/** "12 new, 30 resolved" over the whole period. */
export function flowWords(days: readonly TrendDay[]): string {
  const sum = (of: (day: TrendDay) => number) => days.reduce((total, day) => total + of(day), 0)
  return `${sum((day) => day.added)} new, ${sum((day) => day.resolved)} resolved`
}
