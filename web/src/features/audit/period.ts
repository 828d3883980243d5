/** How far back the trail is looked at when no days are named. */
export const periods = ['day', 'week', 'month', 'quarter', 'all'] as const
export type Period = (typeof periods)[number]

export const periodWords: Record<Period, string> = {
  day: 'Last 24 hours',
  week: 'Last 7 days',
  month: 'Last 30 days',
  quarter: 'Last 90 days',
  all: 'All time',
}

const days: Record<Exclude<Period, 'all'>, number> = { day: 1, week: 7, month: 30, quarter: 90 }

/** Where a period begins, to the minute that a page was opened in; null for all of it. */
export function startOfPeriod(period: Period, now: number): Date | null {
  if (period === 'all') return null
  const start = new Date(now)
  start.setDate(start.getDate() - days[period])
  start.setSeconds(0, 0)
  return start
}
