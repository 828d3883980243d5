import type { FindingFilters } from '../../filters'

const hour = 3_600_000
const day = 24 * hour

export type Age = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'older'

/** First seen so long ago, in days: from the one, and not yet the other. */
export const ages: readonly { age: Age; label: string; from: number; to: number | null }[] = [
  { age: 'day', label: 'Last 24 hours', from: 0, to: 1 },
  { age: 'week', label: '1 to 7 days', from: 1, to: 7 },
  { age: 'month', label: '7 to 30 days', from: 7, to: 30 },
  { age: 'quarter', label: '30 to 90 days', from: 30, to: 90 },
  { age: 'year', label: '90 days to a year', from: 90, to: 365 },
  { age: 'older', label: 'Older than a year', from: 365, to: null },
]

type Between = Pick<FindingFilters, 'firstSeenFrom' | 'firstSeenBefore'>

/** An age as the moments of today, to the minute. */
export function betweenOf(age: Age, now = Date.now()): Between {
  const found = ages.find((one) => one.age === age)
  const at = (days: number) => `${new Date(now - days * day).toISOString().slice(0, 16)}:00Z`
  return {
    firstSeenFrom: found?.to ? at(found.to) : undefined,
    firstSeenBefore: found?.from ? at(found.from) : undefined,
  }
}

/** The age that moments were made of, within the last hours; null for other moments. */
export function ageOf(between: Between, now = Date.now()): Age | null {
  if (!between.firstSeenFrom && !between.firstSeenBefore) return null
  const same = (moment: string | undefined, days: number | null) =>
    days ? !!moment && Math.abs(Date.parse(moment) - (now - days * day)) < 6 * hour : !moment
  return (
    ages.find((one) => same(between.firstSeenFrom, one.to) && same(between.firstSeenBefore, one.from))?.age ??
    null
  )
}
