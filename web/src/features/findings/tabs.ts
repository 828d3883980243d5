import { type Filters, parseFilters, statusesOf, whichOf, without } from './filters'

export type Tab = 'open' | 'triage' | 'suppressed' | 'expiring' | 'fixed' | 'all'

/** A tab is nothing but a choice of filters: a link that says the same lights it up. */
export const tabs: readonly { tab: Tab; label: string; filters: Filters }[] = [
  { tab: 'triage', label: 'Needs triage', filters: { status: ['open'], unassigned: true } },
  { tab: 'open', label: 'Open', filters: {} },
  { tab: 'suppressed', label: 'Suppressed', filters: { status: ['suppressed'] } },
  { tab: 'expiring', label: 'Expiring', filters: { status: ['suppressed'], endsWithinDays: 14 } },
  { tab: 'fixed', label: 'Fixed', filters: { status: ['resolved'] } },
  { tab: 'all', label: 'All', filters: { status: ['all'] } },
]

const tabKeys = ['status', 'unassigned', 'endsWithinDays'] as const

/** The tab whose choice the filters contain; null for a mixture that no tab has. */
export function tabOf(filters: Filters): Tab | null {
  const chosen = JSON.stringify(statusesOf(filters))
  const fits = tabs.filter(
    (one) =>
      JSON.stringify(statusesOf(one.filters)) === chosen &&
      (one.filters.unassigned ?? filters.unassigned) === filters.unassigned &&
      (one.filters.endsWithinDays ?? filters.endsWithinDays) === filters.endsWithinDays,
  )
  return fits.sort((a, b) => Object.keys(b.filters).length - Object.keys(a.filters).length)[0]?.tab ?? null
}

/** The same narrowing under another tab. */
export function withTab(filters: Filters, tab: Tab): Filters {
  const chosen = tabs.find((one) => one.tab === tab)?.filters ?? {}
  return parseFilters({ ...without(filters, ...tabKeys, 'peek'), ...chosen })
}

/** The filters but for those that are the tab's own. */
export function besideTab(filters: Filters): Filters {
  const tab = tabOf(filters)
  const own = tabs.find((one) => one.tab === tab)?.filters ?? {}
  return tab ? without(filters, 'status', ...(Object.keys(own) as (keyof Filters)[])) : filters
}

/** Whether anything but a tab narrows the list. */
export const isNarrowed = (filters: Filters) =>
  Object.keys(without(whichOf(filters), ...tabKeys, 'sort', 'direction')).length > 0
