import type { Severity } from '../../api/types'
import type { SearchValues } from '../../app/search-params'
import { severities } from '../../components/severity/severity'
import { readBoolean, readMoment, readNumber, readText, readTexts, readWord } from './filter-values'
import { type Status, suppressed } from './statuses'

/** `suppressed` is its three kinds, `all` is every status. */
export type StatusChoice = Status | 'suppressed' | 'all'
export type Sort = 'severity' | 'first-seen' | 'path'
export type Direction = 'asc' | 'desc'
export type Grouping = 'rule' | 'path' | 'project'
export type RunChange = 'seen' | 'new' | 'known' | 'fixed'

/** Which findings. A missing member does not narrow, but for `status`: open and in review unless said otherwise. */
export type FindingFilters = {
  severity?: Severity[]
  status?: StatusChoice[]
  scanner?: string[]
  rule?: string[]
  projectId?: string
  cwe?: string[]
  pathPrefix?: string
  resource?: string
  firstSeenFrom?: string
  firstSeenBefore?: string
  resolvedFrom?: string
  resolvedBefore?: string
  dueBefore?: string
  assignee?: string
  unassigned?: boolean
  overdue?: boolean
  detected?: boolean
  ignoredInSource?: boolean
  endsWithinDays?: number
  runId?: string
  runChange?: RunChange
  text?: string
}

/** How they are listed: severity, worst first, unless said otherwise. */
export type Order = { sort?: Sort; direction?: Direction }

/** The address of the list, and of a finding opened from it. */
export type Filters = FindingFilters &
  Order & {
    group?: Grouping
    /** The saved view that the filters came from. */
    view?: string
    /** The finding in the drawer. */
    peek?: string
  }

const sorts: readonly Sort[] = ['severity', 'first-seen', 'path']
const directions: readonly Direction[] = ['asc', 'desc']
const groupings: readonly Grouping[] = ['rule', 'path', 'project']
const runChanges: readonly RunChange[] = ['seen', 'new', 'known', 'fixed']
const allStatuses: readonly Status[] = ['open', 'in-review', ...suppressed, 'resolved']

export const naturalDirection = (sort: Sort = 'severity'): Direction => (sort === 'path' ? 'asc' : 'desc')

/** Reads an address leniently: what makes no sense is left out, never an error. */
export function parseFilters(search: SearchValues | Record<string, unknown>): Filters {
  const of = (name: string) => search[name]
  const asked = new Set(readTexts(of('severity')).map((value) => value.toUpperCase()))
  const sort = readWord(of('sort'), sorts)
  const direction = readWord(of('direction'), directions)
  return withoutDefaults({
    severity: severities.map((one) => one.severity).filter((one) => asked.has(one)),
    status: readStatus(readTexts(of('status'))),
    scanner: readTexts(of('scanner')),
    rule: readTexts(of('rule')),
    projectId: readText(of('projectId')),
    cwe: readTexts(of('cwe')),
    pathPrefix: readText(of('pathPrefix')),
    resource: readText(of('resource')),
    firstSeenFrom: readMoment(of('firstSeenFrom')),
    firstSeenBefore: readMoment(of('firstSeenBefore')),
    resolvedFrom: readMoment(of('resolvedFrom')),
    resolvedBefore: readMoment(of('resolvedBefore')),
    dueBefore: readMoment(of('dueBefore')),
    assignee: readText(of('assignee')),
    unassigned: readBoolean(of('unassigned')),
    overdue: readBoolean(of('overdue')),
    detected: readBoolean(of('detected')),
    ignoredInSource: readBoolean(of('ignoredInSource')),
    endsWithinDays: readNumber(of('endsWithinDays'), 3650),
    runId: readText(of('runId')),
    runChange: readWord(of('runChange'), runChanges),
    text: readText(of('text')),
    sort: sort === 'severity' ? undefined : sort,
    direction: direction === naturalDirection(sort) ? undefined : direction,
    group: readWord(of('group'), groupings),
    view: readText(of('view')),
    peek: readText(of('peek')),
  })
}

/** One spelling for each choice of statuses, so that the same list has the same address. */
function readStatus(words: string[]): StatusChoice[] | undefined {
  if (words.includes('all')) return ['all']
  const kinds = words.includes('suppressed') ? [...words, ...suppressed] : words
  return statusChoice(allStatuses.filter((status) => kinds.includes(status)))
}

/** The shortest spelling of a choice of statuses; undefined for the default one and for none. */
export function statusChoice(chosen: readonly Status[]): StatusChoice[] | undefined {
  const has = (status: Status) => chosen.includes(status)
  if (chosen.length === 0) return undefined
  if (allStatuses.every(has)) return ['all']
  const rest = chosen.filter((status) => !suppressed.some((kind) => kind === status))
  if (rest.length === chosen.length && chosen.length === 2 && has('open') && has('in-review'))
    return undefined
  if (suppressed.every(has)) return [...rest, 'suppressed']
  return allStatuses.filter(has)
}

/** Which statuses are shown; empty for every one. */
export function statusesOf({ status }: FindingFilters): Status[] {
  if (!status?.length) return ['open', 'in-review']
  if (status.includes('all')) return []
  return allStatuses.filter(
    (one) =>
      status.includes(one) || (status.includes('suppressed') && suppressed.some((kind) => kind === one)),
  )
}

export function withoutDefaults<Some extends Filters>(filters: Some): Some {
  const kept = Object.entries(filters).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(kept) as Some
}

export const without = (filters: Filters, ...keys: (keyof Filters)[]): Filters =>
  withoutDefaults({ ...filters, ...Object.fromEntries(keys.map((key) => [key, undefined])) })

/** Only which findings, and in what order: what a query, a view and a selection are about. */
export const whichOf = (filters: Filters): FindingFilters & Order => without(filters, 'group', 'view', 'peek')

export type ListKey = 'severity' | 'scanner' | 'rule' | 'cwe'

/** A value is switched on, and off again. */
export function toggled(filters: Filters, key: ListKey, value: string): Filters {
  const chosen = new Set<string>(filters[key])
  if (!chosen.delete(value)) chosen.add(value)
  return parseFilters({ ...filters, [key]: [...chosen] })
}

/** A status is switched on, and off again; without any it is the default again. */
export function toggledStatus(filters: Filters, status: Status): Filters {
  const shown = statusesOf(filters)
  const chosen = new Set(shown.length ? shown : allStatuses)
  if (!chosen.delete(status)) chosen.add(status)
  return withoutDefaults({ ...filters, status: statusChoice(allStatuses.filter((one) => chosen.has(one))) })
}
