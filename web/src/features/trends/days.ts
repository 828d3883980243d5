import type { Trend } from '../../api/types'
import type { Period } from './period'

export type TrendDay = Trend['days'][number]

const day = 24 * 60 * 60_000

/** A day of the trend is one of UTC. */
export const midnight = (date: string) => `${date}T00:00:00Z`

export const dayAfter = (date: string) =>
  new Date(Date.parse(midnight(date)) + day).toISOString().slice(0, 10)

export function mondayOf(date: string): string {
  const at = Date.parse(midnight(date))
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * day).toISOString().slice(0, 10)
}

/** `2026-11-23` as the axis says it. */
export const tickOf = (date: string) => date.slice(5)

/** Every day, or of a year the last of each week. */
export const pointsOf = (days: readonly TrendDay[], period: Period): TrendDay[] =>
  period < 365 ? [...days] : days.filter((_, index) => (days.length - 1 - index) % 7 === 0)

export const totalOf = (days: readonly TrendDay[], of: (day: TrendDay) => number) =>
  days.reduce((total, one) => total + of(one), 0)
