import type { Trend } from '../../api/types'
import type { Period } from './overview-search'

type Day = Trend['days'][number]

export type Bucket = {
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

const day = 24 * 60 * 60_000

/** Days, weeks or months, so that a bar stays wide enough to hit. */
export function bucketsOf(days: readonly Day[], period: Period): Bucket[] {
  const groups = new Map<string, Day[]>()
  for (const one of days) {
    const key = period === 30 ? one.day : period === 90 ? mondayOf(one.day) : one.day.slice(0, 7)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].map((group) => bucketOf(group, period))
}

function bucketOf(group: readonly Day[], period: Period): Bucket {
  const [from, last] = [group[0]?.day ?? '', group.at(-1)?.day ?? '']
  const resolved = sum(group.map((one) => one.resolved))
  const label = from === last ? from : `${from} to ${last}`
  return {
    from,
    before: dayAfter(last),
    label,
    tick: period === 365 ? from.slice(0, 7) : from.slice(5),
    added: sum(group.map((one) => one.added)),
    resolved,
    hours: hoursToResolve(group),
  }
}

/** The mean of all that was resolved, not of days: a day with many counts for more. */
export function hoursToResolve(days: readonly Day[]): number | null {
  const known = days.filter((one) => one.hoursToResolve !== null && one.resolved > 0)
  const resolved = sum(known.map((one) => one.resolved))
  return resolved ? sum(known.map((one) => (one.hoursToResolve ?? 0) * one.resolved)) / resolved : null
}

/** "5.2 hours", "12 days" */
export function spanOf(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} minutes`
  if (hours < 48) return `${oneDigit(hours)} hours`
  return `${oneDigit(hours / 24)} days`
}

const oneDigit = (value: number) => (value < 10 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value))

/** A day of the trend is one of UTC. */
export const midnight = (date: string) => `${date}T00:00:00Z`

export const dayAfter = (date: string) =>
  new Date(Date.parse(midnight(date)) + day).toISOString().slice(0, 10)

function mondayOf(date: string): string {
  const at = Date.parse(midnight(date))
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * day).toISOString().slice(0, 10)
}

/** Every day, or of a year the last of each week. */
export const pointsOf = (days: readonly Day[], period: Period): Day[] =>
  period < 365 ? [...days] : days.filter((_, index) => (days.length - 1 - index) % 7 === 0)

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)
