import type { components } from '../../api/schema'
import type { Severity } from '../../api/types'

export type PolicyDocument = components['schemas']['GatePolicyDocument']
export type PolicyVersion = components['schemas']['GatePolicyItem']
export type Threshold = components['schemas']['GateThreshold']
export type ScannerPolicy = components['schemas']['ScannerGatePolicy']
export type AttackPathPolicy = components['schemas']['AttackPathPolicy']
export type PreviewedRun = components['schemas']['PreviewedRun']

export const assets = ['storage', 'database', 'secrets', 'admin'] as const
export const evidences = ['observed', 'inferred', 'unknown-dependent'] as const
export const blocks = ['never', 'critical', 'critical-and-high'] as const
export const severityWords: readonly Severity[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO', 'UNKNOWN']

/** The object with some members set; those set to undefined, null or false are left out, all others stay as they are. */
export function having<Whole extends object>(
  whole: Whole,
  members: { [Name in keyof Whole]?: Whole[Name] | undefined },
): Whole {
  const merged = { ...whole, ...members }
  for (const name of Object.keys(members)) {
    const value = Reflect.get(merged, name)
    if (value === undefined || value === null || value === false) Reflect.deleteProperty(merged, name)
  }
  return merged
}

/** Like `having`, for members where `false` says something: it overrides what holds for all. */
export function overriding(policy: ScannerPolicy, members: Partial<ScannerPolicy>): ScannerPolicy {
  const merged = { ...policy, ...members }
  for (const name of Object.keys(members))
    if (Reflect.get(merged, name) == null) Reflect.deleteProperty(merged, name)
  return merged
}

export const hasOwnRules = (policy: ScannerPolicy) => policy.block != null || policy.thresholds != null

/** Two documents that say the same, whatever the order of their members. */
export const isSame = (one: unknown, other: unknown) => canonical(one) === canonical(other)

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(
    ([, one]) => one !== null && one !== undefined && one !== false,
  )
  const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join()}}`
}
