import { listed, relativeTime } from '../../components/formats'
import { severities } from '../../components/severity/severity'
import type { FindingFilters } from './filters'
import { statusWords } from './statuses'

/** Names of what filters know by id alone. */
export type Names = {
  project?: (id: string) => string | undefined
  member?: (id: string) => string | undefined
}

/** A filter in words, with the members of the address that go when it is dropped. */
export type AppliedFilter = { keys: (keyof FindingFilters)[]; words: string }

const quoted = (text: string) => `“${text.trim()}”`
const either = (values: readonly string[]) => listed([...values], 'or')
const day = (moment: string) => moment.slice(0, 10)

/** The filters in words, in the order in which it is worth trying without them. */
export function appliedFilters(filters: FindingFilters, names: Names = {}): AppliedFilter[] {
  const applied: AppliedFilter[] = []
  const add = (words: string | undefined | false, ...keys: (keyof FindingFilters)[]) => {
    if (words) applied.push({ keys, words })
  }
  add(filters.text && `text ${quoted(filters.text)}`, 'text')
  add(filters.resource && `resource ${filters.resource}`, 'resource')
  add(filters.pathPrefix && `path ${filters.pathPrefix}`, 'pathPrefix')
  add(filters.rule && `rule ${either(filters.rule)}`, 'rule')
  add(filters.cwe && `weakness ${either(filters.cwe)}`, 'cwe')
  add(filters.scanner && `scanner ${either(filters.scanner)}`, 'scanner')
  add(filters.severity && `severity ${severityNames(filters.severity)}`, 'severity')
  add(careWords(filters, names), 'assignee')
  add(withOrNot(filters.unassigned, 'nobody seeing to them', 'somebody seeing to them'), 'unassigned')
  add(withOrNot(filters.overdue, 'a due date that is over', 'no due date that is over'), 'overdue')
  add(filters.dueBefore && `due before ${day(filters.dueBefore)}`, 'dueBefore')
  add(
    betweenWords('first seen', filters.firstSeenFrom, filters.firstSeenBefore),
    'firstSeenFrom',
    'firstSeenBefore',
  )
  add(
    betweenWords('resolved', filters.resolvedFrom, filters.resolvedBefore),
    'resolvedFrom',
    'resolvedBefore',
  )
  add(
    filters.endsWithinDays !== undefined && `a suppression that ends within ${filters.endsWithinDays} days`,
    'endsWithinDays',
  )
  add(withOrNot(filters.detected, 'a scan that still sees them', 'no scan that sees them'), 'detected')
  add(
    withOrNot(filters.ignoredInSource, 'an ignore in the source', 'no ignore in the source'),
    'ignoredInSource',
  )
  add(filters.runId && `${runWords[filters.runChange ?? 'seen']}`, 'runId', 'runChange')
  add(filters.projectId && `project ${names.project?.(filters.projectId) ?? filters.projectId}`, 'projectId')
  add(statusSaid(filters) && `status ${statusSaid(filters)}`, 'status')
  return applied
}

/** "open findings with severity critical or high and project Shop" */
export function sentenceOf(filters: FindingFilters, names: Names = {}): string {
  const which = filters.status?.includes('all') ? '' : `${statusSaid(filters) ?? 'open'} `
  const rest = appliedFilters(filters, names).filter((one) => !one.keys.includes('status'))
  return `${which}findings${rest.length ? ` with ${listed(rest.map((one) => one.words))}` : ''}`
}

/** The chosen statuses in words; undefined for the default and for all. */
function statusSaid({ status }: FindingFilters): string | undefined {
  if (!status?.length || status.includes('all')) return undefined
  return either(
    status.map((one) => (one === 'suppressed' || one === 'all' ? one : statusWords[one].toLowerCase())),
  )
}

const severityNames = (chosen: readonly string[]) =>
  either(severities.filter((one) => chosen.includes(one.severity)).map((one) => one.name.toLowerCase()))

const withOrNot = (value: boolean | undefined, yes: string, no: string) =>
  value === undefined ? undefined : value ? yes : no

const careWords = ({ assignee }: FindingFilters, names: Names) =>
  assignee && `${names.member?.(assignee) ?? 'a certain member'} seeing to them`

function betweenWords(what: string, from: string | undefined, before: string | undefined) {
  if (from && before) return `${what} ${day(from)} to ${day(before)}`
  if (from) return `${what} since ${relativeTime(from)}`
  return before && `${what} before ${day(before)}`
}

const runWords = {
  seen: 'a place in the run',
  new: 'a first place in the run',
  known: 'a place in the run and in its base',
  fixed: 'a place in the run’s base, not in the run',
}
