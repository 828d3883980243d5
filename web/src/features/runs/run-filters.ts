import type { SearchValues } from '../../app/search-params'

export const verdicts = ['blocked', 'passed', 'none'] as const
export type VerdictWord = (typeof verdicts)[number]

/** The address of a list of runs. Of `projectId` only where several projects are listed; `days` is a period up to now. */
export type RunFilters = {
  projectId?: string
  verdict?: VerdictWord
  branch?: string
  days?: number
}

export const periods = [7, 30, 90] as const

/** Reads an address leniently: what makes no sense is left out, never an error. */
export function parseRunFilters(search: SearchValues | Record<string, unknown>): RunFilters {
  const text = (name: string) => {
    const value = [search[name]].flat()[0]
    return value !== undefined && value !== null && String(value).trim() ? String(value) : undefined
  }
  const [projectId, branch] = [text('projectId'), text('branch')]
  const verdict = verdicts.find((one) => one === text('verdict'))
  const days = periods.find((one) => String(one) === text('days'))
  return {
    ...(projectId ? { projectId } : {}),
    ...(verdict ? { verdict } : {}),
    ...(branch ? { branch } : {}),
    ...(days ? { days } : {}),
  }
}

/** The API's query: a moment instead of days, cut to the minute so that it is the same for a while. */
export function runQueryOf({ days, ...rest }: RunFilters, now = Date.now()) {
  if (!days) return rest
  const minute = 60_000
  const from = Math.floor(now / minute) * minute - days * 24 * 60 * minute
  return { ...rest, from: new Date(from).toISOString() }
}

/** "blocked runs of the last 7 days, of branch main" */
export function runsSentence({ verdict, branch, days }: RunFilters): string {
  const which = verdict === 'none' ? 'undecided runs' : verdict ? `${verdict} runs` : 'runs'
  const parts = [days ? ` of the last ${days} days` : '', branch ? ` of branch ${branch}` : '']
  return which + parts.join('')
}
