import type { FindingDetail } from '../../../api/types'
import { lookUpStatus } from '../statuses'
import { rungWords } from './rung-words'

export type HistoryEntry = FindingDetail['history'][number]
type Data = Record<string, string | null>

const statuses: Record<string, string> = {
  open: 're-opened it',
  'in-review': 'took it into review',
  resolved: 'resolved it',
}

const plain: Record<string, string> = {
  'finding.commented': 'commented on it',
  'finding.link-added': 'linked an issue',
  'finding.link-removed': 'removed a link',
  'finding.joined': 'said that another finding is this one',
  'finding.split': 'said that something else had been taken for it',
  'suppression.approved': 'approved its suppression',
  'suppression.refused': 'refused its suppression',
  'suppression.lifted': 'lifted its suppression',
}

/** "suppressed it" for a change of status; another action is shown as it is. */
export function phraseOf(action: string, data: Data): string {
  if (action === 'finding.status-changed' && data.to)
    return statuses[data.to] ?? `suppressed it: ${lookUpStatus(data.to).toLowerCase()}`
  if (action === 'finding.suppression-asked' && data.asked)
    return `asks to suppress it: ${lookUpStatus(data.asked).toLowerCase()}`
  if (action === 'finding.suppression-ended')
    return `woke it: ${endWords[data.because ?? ''] ?? 'its suppression has ended'}`
  if (action === 'finding.severity-changed') return 'changed its severity'
  if (action === 'finding.assigned') return data.member ? 'assigned it' : 'took it from who saw to it'
  if (action === 'finding.recognised') return `knew it again: ${recognised[data.by ?? ''] ?? data.by ?? ''}`
  if (action === 'finding.resolved') return 'resolved it: the scan does not see it any more'
  if (action === 'finding.reopened') return 're-opened it: a scan sees it again'
  return plain[action] ?? (action.split('.').at(-1) ?? action).replaceAll('-', ' ')
}

const rungs = [
  '',
  'content',
  'moved-content',
  'edited-line',
  'tool-id',
  'package',
  'resource',
  'secret',
  'nearest-line',
  'taught',
]
const recognised = Object.fromEntries(rungs.map((word, rung) => [word, lower(rungWords(rung).by)]))

const endWords: Record<string, string> = {
  expired: 'the date of its suppression has come',
  fixed: 'no scan saw it any more',
  'code-changed': 'its code has changed',
  'severity-changed': 'its severity has changed',
}

/** What was there before and what is there after, in words; null where nothing took the place of something else. */
export function beforeAfter(
  { action, data }: Pick<HistoryEntry, 'action'> & { data: Data },
  nameOf: (memberId: string) => string,
): [before: string, after: string] | null {
  if (action === 'finding.assigned') return [nobodyOr(data.before, nameOf), nobodyOr(data.member, nameOf)]
  if (!data.from || !data.to || data.from === data.to) return null
  if (action === 'finding.severity-changed') return [sentence(data.from), sentence(data.to)]
  return [lookUpStatus(data.from), lookUpStatus(data.to)]
}

const nobodyOr = (memberId: string | null | undefined, nameOf: (memberId: string) => string) =>
  memberId ? nameOf(memberId) : 'Nobody'

const said = new Set([
  'from',
  'to',
  'asked',
  'suppression',
  'project',
  'because',
  'member',
  'before',
  'comment',
  'link',
  'undo',
  'scope',
  'kind',
  'findings',
  'by',
  'other',
])

const labels: Record<string, string> = { until: 'Ends when', host: 'At', expires: 'Ends' }

/** What is worth a line of its own; before and after stand above already. */
export function detailsOf(data: Data): [name: string, value: string][] {
  return Object.entries(data).flatMap(([name, value]): [string, string][] => {
    if (!value || said.has(name)) return []
    return [[labels[name] ?? sentence(name), /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : value]]
  })
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
