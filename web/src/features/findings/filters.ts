import type { Severity } from '../../api/types'
import type { SearchValues } from '../../app/search-params'
import { listed } from '../../components/formats'
import { severities } from '../../components/severity/severity'
import { type Status, suppressed } from './statuses'

export type StatusChoice = 'suppressed' | 'resolved' | 'all'

export const statusChoice = (value: string | undefined): StatusChoice | undefined =>
  value === 'suppressed' || value === 'resolved' || value === 'all' ? value : undefined

/** Which statuses a choice means. */
const statuses: Record<StatusChoice | 'open', readonly Status[]> = {
  open: ['open', 'in-review'],
  suppressed,
  resolved: ['resolved'],
  all: [],
}

/** The address of the list. A missing member is the default; `status` is `open`, in review too, unless said otherwise. */
export type Filters = {
  projectId?: string
  severity?: Severity[]
  status?: StatusChoice
  scanner?: string
  text?: string
}

/** Reads an address leniently: what makes no sense is left out, never an error. */
export function parseFilters(search: SearchValues | Record<string, unknown>): Filters {
  const text = (name: string) => {
    const value = [search[name]].flat()[0]
    return typeof value === 'string' && value.trim() ? value : undefined
  }
  const asked = new Set([search.severity].flat().map((value) => String(value).toUpperCase()))
  const severity = severities.map((one) => one.severity).filter((one) => asked.has(one))
  const status = text('status')
  return withoutDefaults({
    projectId: text('projectId'),
    severity,
    status: statusChoice(status),
    scanner: text('scanner'),
    text: text('text'),
  })
}

export function withoutDefaults(filters: Filters): Filters {
  const kept = Object.entries(filters).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(kept)
}

/** The API's query for these filters. */
export function queryOf({ projectId, severity, status, scanner, text }: Filters) {
  return {
    ...(projectId ? { projectId } : {}),
    ...(severity ? { severity } : {}),
    ...(status === 'all' ? {} : { status: [...statuses[status ?? 'open']] }),
    ...(scanner ? { scanner: [scanner] } : {}),
    ...(text ? { text: text.trim() } : {}),
    limit: 100,
  }
}

export type AppliedFilter = { key: keyof Filters; words: string }

/** The filters in words, in the order in which it is worth trying without them. */
export function appliedFilters(filters: Filters, projectName?: string): AppliedFilter[] {
  const applied: AppliedFilter[] = []
  if (filters.text) applied.push({ key: 'text', words: `text “${filters.text.trim()}”` })
  if (filters.scanner) applied.push({ key: 'scanner', words: `scanner ${filters.scanner}` })
  if (filters.severity) {
    const names = severities.filter((one) => filters.severity?.includes(one.severity))
    applied.push({
      key: 'severity',
      words: `severity ${listed(
        names.map((one) => one.name.toLowerCase()),
        'or',
      )}`,
    })
  }
  if (filters.projectId)
    applied.push({ key: 'projectId', words: `project ${projectName ?? filters.projectId}` })
  if (filters.status && filters.status !== 'all')
    applied.push({ key: 'status', words: `status ${filters.status}` })
  return applied
}

/** "open findings with severity critical or high, in project Shop" */
export function sentenceOf(filters: Filters, projectName?: string): string {
  const which = filters.status === 'all' ? '' : `${filters.status ?? 'open'} `
  const rest = appliedFilters(filters, projectName).filter((one) => one.key !== 'status')
  return `${which}findings${rest.length ? ` with ${listed(rest.map((one) => one.words))}` : ''}`
}

export const without = (filters: Filters, key: keyof Filters) =>
  withoutDefaults({ ...filters, [key]: undefined })

export function toggled(filters: Filters, severity: Severity): Filters {
  const chosen = new Set(filters.severity)
  if (!chosen.delete(severity)) chosen.add(severity)
  return parseFilters({ ...filters, severity: [...chosen] })
}
