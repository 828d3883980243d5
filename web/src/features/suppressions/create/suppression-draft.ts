import type { components } from '../../../api/schema'
import type { Kind } from '../../findings/statuses'
import { patternFault } from '../path-pattern'

export type Scope = 'path' | 'rule-in-project' | 'rule'

export type Draft = {
  scope: Scope
  projectId: string | null
  pathPattern: string
  scanner: string
  ruleId: string
  kind: Kind | null
  reason: string
  days: string
}

type Request = components['schemas']['CreateSuppressionRequest']

export const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '180', label: '180 days' },
  { value: '365', label: '1 year' },
  { value: 'never', label: 'No date' },
] as const

const day = 86_400_000

/** What is missing or wrong, by field. */
export function faultsOf(draft: Draft): Partial<Record<keyof Draft, string>> {
  const { scope, projectId, pathPattern, scanner, ruleId, kind, reason } = draft
  const pattern = pathPattern.trim()
  const fault = scope === 'path' ? (pattern ? patternFault(pattern) : 'Give a pattern.') : null
  return {
    ...(scope !== 'rule' && !projectId ? { projectId: 'Choose a project.' } : {}),
    ...(fault ? { pathPattern: fault } : {}),
    ...(scope !== 'path' && !scanner.trim() ? { scanner: 'Name the scanner.' } : {}),
    ...(scope !== 'path' && !ruleId.trim() ? { ruleId: 'Name the rule.' } : {}),
    ...(kind ? {} : { kind: 'Choose a kind.' }),
    ...(reason.trim() ? {} : { reason: 'Say why.' }),
  }
}

/** The request, with what its scope has and nothing else; null while something is missing. */
export function requestOf(draft: Draft, now = Date.now()): Request | null {
  const { scope, projectId, pathPattern, scanner, ruleId, kind, reason, days } = draft
  if (!kind || Object.keys(faultsOf(draft)).length > 0) return null
  return {
    scope,
    kind,
    reason: reason.trim(),
    ...(scope === 'rule' ? {} : { projectId }),
    ...(scope === 'path'
      ? { pathPattern: pathPattern.trim() }
      : { scanner: scanner.trim(), ruleId: ruleId.trim() }),
    ...(days === 'never' ? {} : { expiresAt: new Date(now + Number(days) * day).toISOString() }),
  }
}
