import { lookUpStatus } from '../statuses'

const statuses: Record<string, string> = {
  open: 're-opened it',
  'in-review': 'looks at it',
  resolved: 'resolved it',
}

/** "suppressed it" for a change of status; another action is shown as it is. */
export function phraseOf(action: string, data: Record<string, string | null>): string {
  if (action === 'finding.status-changed' && data.to)
    return statuses[data.to] ?? `suppressed it: ${lookUpStatus(data.to).toLowerCase()}`
  if (action === 'finding.suppression-asked' && data.asked)
    return `asks to suppress it: ${lookUpStatus(data.asked).toLowerCase()}`
  if (action === 'finding.suppression-ended')
    return `woke it: ${endWords[data.because ?? ''] ?? 'its suppression has ended'}`
  if (action === 'finding.severity-changed') return `said its severity is ${(data.to ?? '').toLowerCase()}`
  if (action === 'finding.assigned') return data.member ? 'assigned it' : 'took it from who saw to it'
  if (action === 'finding.commented') return 'commented on it'
  return (action.split('.').at(-1) ?? action).replaceAll('-', ' ')
}

const endWords: Record<string, string> = {
  expired: 'the date of its suppression has come',
  fixed: 'no scan saw it any more',
  'code-changed': 'its code has changed',
  'severity-changed': 'its severity has changed',
}

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
])

/** What is worth a line of its own; the two statuses are in the phrase already. */
export function detailsOf(data: Record<string, string | null>): [name: string, value: string][] {
  return Object.entries(data).flatMap(([name, value]): [string, string][] => {
    if (!value || said.has(name)) return []
    const label = name.charAt(0).toUpperCase() + name.slice(1)
    return [[label, /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : value]]
  })
}
