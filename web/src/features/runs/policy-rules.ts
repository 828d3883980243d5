import type { components } from '../../api/schema'
import { requiredText, sentenceOf } from './rules'

type Policy = components['schemas']['GatePolicyDocument']
type Counting = Pick<components['schemas']['ScannerGatePolicy'], 'block' | 'thresholds'>

export type PolicyRule = { id: string; text: string }

/** Every rule of a policy by its place in it, as src/SecureObs.Gate names them. */
export function rulesOf(policy: Policy): PolicyRule[] {
  const rules = countRules('', policy, policy.newOnly ?? false)
  for (const [scanner, own] of Object.entries(policy.scanners ?? {}))
    if (own.block || own.thresholds)
      rules.push(
        ...countRules(
          `scanners.${scanner}.`,
          own,
          own.newOnly ?? policy.newOnly ?? false,
          ` from ${scanner}`,
        ),
      )
  for (const scanner of policy.requiredScanners ?? [])
    rules.push({ id: `requiredScanners.${scanner}`, text: requiredText(scanner) })
  if (policy.attackPaths)
    rules.push({
      id: 'attackPaths',
      text: policy.attackPaths.alsoKnown ? 'No attack path' : 'No new attack path',
    })
  return rules
}

function countRules(
  place: string,
  { block, thresholds }: Counting,
  newOnly: boolean,
  from = '',
): PolicyRule[] {
  const fresh = newOnly ? 'new ' : ''
  const rules: PolicyRule[] = []
  if (block === 'critical' || block === 'critical-and-high')
    rules.push({
      id: `${place}block`,
      text: sentenceOf(0, fresh, (block === 'critical' ? 'critical' : 'high or worse') + from),
    })
  for (const [index, { severity, exactly, moreThan }] of (thresholds ?? []).entries()) {
    const which = severity.toLowerCase() + (exactly || severity === 'CRITICAL' ? '' : ' or worse') + from
    rules.push({ id: `${place}thresholds[${index}]`, text: sentenceOf(moreThan ?? 0, fresh, which) })
  }
  return rules
}
