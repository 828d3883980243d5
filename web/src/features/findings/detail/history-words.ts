import { lookUpReason } from './reasons'

const statuses: Record<string, string> = { open: 're-opened it', suppressed: 'suppressed it' }

/** "suppressed it" for a change of status; another action is shown as it is. */
export function phraseOf(action: string, data: Record<string, string | null>): string {
  const status = action === 'finding.status-changed' ? statuses[(data.to ?? '').toLowerCase()] : undefined
  return status ?? (action.split('.').at(-1) ?? action).replaceAll('-', ' ')
}

/** What is worth a line of its own; the two statuses are in the phrase already. */
export function detailsOf(data: Record<string, string | null>): [name: string, value: string][] {
  return Object.entries(data).flatMap(([name, value]): [string, string][] => {
    if (!value || name === 'from' || name === 'to') return []
    const label = name.charAt(0).toUpperCase() + name.slice(1)
    return [[label, name === 'reason' ? lookUpReason(value).words : value]]
  })
}
