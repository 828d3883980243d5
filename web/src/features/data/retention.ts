import type { Retention, RetentionRound } from '../../api/types'
import { listed, plural } from '../../components/formats'

/** Nobody keeps less, and no number of days is larger. */
export const [leastDays, mostDays] = [30, 3650]

export const daysWords = (days: number | null) => (days === null ? 'for ever' : `for ${plural(days, 'day')}`)

/** What is kept for how long, in one sentence. */
export function keptSentence({ days, planDays }: Pick<Retention, 'days' | 'planDays'>): string {
  if (days === null) return 'Everything is kept for ever.'
  const why =
    planDays === null || days === planDays
      ? ''
      : `, which is longer than the ${plural(planDays, 'day')} of the plan`
  return `What is done with is kept for ${plural(days, 'day')}${why}.`
}

/** What is wrong with a number of days that somebody typed; null for nothing. */
export function daysFault(days: number | null, planDays: number | null): string | null {
  const least = Math.max(leastDays, planDays ?? 0)
  if (days !== null && Number.isInteger(days) && days >= least && days <= mostDays) return null
  const why = planDays !== null && planDays >= leastDays ? ': the plan keeps everything for so long' : ''
  return `From ${least} to ${mostDays.toLocaleString('en')} days${why}.`
}

/** Whether more will be gone with these days than with those that hold now. */
export const isShorter = (days: number | null, now: number | null) =>
  days !== null && (now === null || days < now)

/** "12 findings, 3 runs and 1 entry of the audit trail"; null when it was nothing. */
export function removedWords({ findings, runs, auditEntries }: RetentionRound): string | null {
  const parts = [
    findings > 0 && plural(findings, 'finding'),
    runs > 0 && plural(runs, 'run'),
    auditEntries > 0 && plural(auditEntries, 'entry of the audit trail', 'entries of the audit trail'),
  ].filter((one) => one !== false)
  return parts.length > 0 ? listed(parts) : null
}

/** Whether a round goes on or is to begin any moment: then its page looks again. */
export function isDue({ days, nextAt, lastRound }: Retention, now: number): boolean {
  if (lastRound?.isRunning) return true
  return days !== null && (nextAt === null || Date.parse(nextAt) <= now)
}
