import { dayAfter, mondayOf, type TrendDay, tickOf, totalOf } from './days'
import type { Period } from './period'

export type Span = {
  /** Its first day, and the first one after it. */
  from: string
  before: string
  label: string
  tick: string
  added: number
  resolved: number
  /** On average, in hours; null when nothing was resolved. */
  hours: number | null
}

/** Days, weeks or months, so that a bar stays wide enough to hit. */
export function calendarSpans(days: readonly TrendDay[], period: Period): Span[] {
  const groups = new Map<string, TrendDay[]>()
  for (const one of days) {
    const key = period === 30 ? one.day : period === 90 ? mondayOf(one.day) : one.day.slice(0, 7)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const tick = period === 365 ? (from: string) => from.slice(0, 7) : tickOf
  return [...groups.values()].map((group) => spanOf(group, tick))
}

/** Spans of equal length, named at the axis by their last days; the newest is whole. */
export function evenSpans(days: readonly TrendDay[], most = 45): Span[] {
  const length = Math.max(1, Math.ceil(days.length / most))
  const spans: Span[] = []
  for (let end = days.length; end > 0; end -= length)
    spans.unshift(spanOf(days.slice(Math.max(0, end - length), end), (_, last) => tickOf(last)))
  return spans
}

function spanOf(days: readonly TrendDay[], tick: (from: string, last: string) => string): Span {
  const [from, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? '']
  return {
    from,
    before: dayAfter(last),
    label: from === last ? from : `${from} to ${last}`,
    tick: tick(from, last),
    added: totalOf(days, (one) => one.added),
    resolved: totalOf(days, (one) => one.resolved),
    hours: hoursToResolve(days),
  }
}

/** The mean of all that was resolved, not of days: a day with many counts for more. */
export function hoursToResolve(days: readonly TrendDay[]): number | null {
  const known = days.filter((one) => one.hoursToResolve !== null && one.resolved > 0)
  const resolved = totalOf(known, (one) => one.resolved)
  return resolved ? totalOf(known, (one) => (one.hoursToResolve ?? 0) * one.resolved) / resolved : null
}
