import { plural } from '../../components/formats'

export type Limited = 'projects' | 'members' | 'findings'

/** `none` has no limit; `near` has a fifth left or less. */
export type UsageState = 'none' | 'fine' | 'near' | 'full' | 'over'

export type Usage = { state: UsageState; words: string; part: number }

const number = (value: number) => value.toLocaleString('en')

/** How much of a limit is used: in words, and as a part of a bar, which ends at 1. */
export function usageOf(used: number, limit: number | null): Usage {
  if (limit === null) return { state: 'none', words: `${number(used)}, no limit`, part: 0 }
  const of = `${number(used)} of ${number(limit)}`
  const left = limit - used
  if (left < 0) return { state: 'over', words: `${of}, ${number(-left)} over the limit`, part: 1 }
  if (left === 0) return { state: 'full', words: `${of}, none left`, part: 1 }
  const part = used / limit
  return { state: part >= 0.8 ? 'near' : 'fine', words: `${of}, ${number(left)} left`, part }
}

export const usageTitles: Record<Limited, string> = {
  projects: 'Projects',
  members: 'Members',
  findings: 'Findings',
}

export const usageCounts: Record<Limited, string> = {
  projects: 'Those that are not archived.',
  members: 'People who are in. An open invitation is nobody yet.',
  findings: 'Those that are not resolved, suppressed ones too; not of archived projects.',
}

/** What a limit means once it is reached. Nothing that is there is ever taken away. */
export const atTheLimit: Record<Limited, string> = {
  projects: 'Creating or restoring a project is refused. Archive one, or change the plan.',
  members: 'Inviting and accepting are refused. Open invitations stay good for later.',
  findings:
    'A few more are taken, so that no scan fails on the evening before a release; beyond that, new ones are refused. What is known goes on: runs, the gate, and what was fixed.',
}

/** `3 projects`, or `Any number of projects`. */
export const limitWords = (limit: number | null, what: Limited) =>
  limit === null ? `Any number of ${what}` : plural(limit, what.slice(0, -1))

export const keptWords = (days: number | null) =>
  days === null ? 'Old data are kept for ever' : `Old data are kept for ${plural(days, 'day')}`
