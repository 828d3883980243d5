import type { AuditItem } from '../../api/types'
import { lookUpStatus } from '../findings/statuses'
import { policyWords } from '../projects/gate-policy'
import { groups, words } from './action-names'

/** A word of the audit trail as people say it; one that is not known is still readable. */
export const actionWords = (action: string) => words[action] ?? sentenceCase(action.replace('.', ': '))

const groupWords = (group: string) => groups[group] ?? sentenceCase(group)

type Option = { value: string; label: string }

/** The filter's choices: by group, each with "everything about it" first. */
export function actionOptions(known: readonly string[]): { group: string; items: Option[] }[] {
  const names = [...new Set(known.map((action) => action.split('.')[0] ?? ''))]
  return names
    .map((name) => {
      const group = groupWords(name)
      const own = known.filter((action) => action.startsWith(`${name}.`))
      const all = own.length > 1 ? [{ value: `${name}.`, label: `${group}: everything` }] : []
      return { group, items: [...all, ...own.map((value) => ({ value, label: actionWords(value) }))] }
    })
    .sort((a, b) => a.group.localeCompare(b.group))
}

/** How a filter's value is named, also a whole group. */
export const actionFilterWords = (action: string) =>
  action.endsWith('.') ? `${groupWords(action.slice(0, -1))}: everything` : actionWords(action)

const labels: Record<string, string> = {
  count: 'How many',
  host: 'Posted to',
  run: 'Run',
  verdict: 'Verdict',
  expires: 'Expires',
  export: 'May export',
  deleteAfter: 'Deleted after',
  what: 'What',
}

/** Ids that only machines compare, and what the object's own column says. */
const hidden = new Set(['invitation', 'project', 'name'])

/** What changed, line by line: before and after in one. */
export function detailLines({ action, data }: Pick<AuditItem, 'action' | 'data'>): string[] {
  const { from, to, ...rest } = data as Record<string, string | null>
  const change = from || to ? [`${valueWords(action, 'from', from)} → ${valueWords(action, 'to', to)}`] : []
  const others = Object.entries(rest).flatMap(([name, value]) =>
    value === null || value === '' || hidden.has(name)
      ? []
      : [`${labels[name] ?? sentenceCase(name)}: ${valueWords(action, name, value)}`],
  )
  return [...change, ...others]
}

export type Change = { name: string; before: string | null; after: string }

/** All that an entry keeps, property by property; `before` is null where nothing was there or nothing is known of it. */
export function changesOf({ action, data }: Pick<AuditItem, 'action' | 'data'>): Change[] {
  const { from, to, before, ...rest } = data as Record<string, string | null>
  const subject =
    action
      .split('.')
      .at(-1)
      ?.replace(/-?changed$/, '') || 'value'
  const changed =
    from || to
      ? [
          {
            name: sentenceCase(subject),
            before: valueWords(action, 'from', from),
            after: valueWords(action, 'to', to),
          },
        ]
      : []
  const others = Object.entries(rest).flatMap(([name, value]) =>
    value === null || value === ''
      ? []
      : [
          {
            name: labels[name] ?? sentenceCase(name),
            before: name === 'member' && before ? before : null,
            after: valueWords(action, name, value),
          },
        ],
  )
  return [...changed, ...others]
}

function valueWords(action: string, name: string, value: string | null | undefined): string {
  if (action === 'retention.changed') return value ? `${value} days` : 'as the plan'
  if (!value) return 'none'
  if (action.startsWith('finding.') && (name === 'from' || name === 'to' || name === 'asked'))
    return lookUpStatus(value)
  if (action === 'project.gate-policy-changed') return policyWordsOf(value)
  if (action === 'project.scanners-changed' || name === 'scanners') return value.replaceAll(' ', ', ')
  if (/^(sha256:)?[0-9a-f]{64}$/.test(value)) return `${value.slice(0, -52)}…`
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return `${value.slice(0, 16).replace('T', ' ')} UTC`
  return value
}

const policyWordsOf = (value: string) =>
  value === 'critical' || value === 'critical-and-high' || value === 'never' ? policyWords(value) : value

function sentenceCase(text: string): string {
  const spaced = text
    .replaceAll('-', ' ')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
