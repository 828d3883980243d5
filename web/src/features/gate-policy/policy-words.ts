import { listed } from '../../components/formats'
import { lookOf } from '../../components/severity/severity'
import {
  type AttackPathPolicy,
  hasOwnRules,
  type PolicyDocument,
  type ScannerPolicy,
  type Threshold,
} from './policy-document'

/** One thing that a policy says. What has the same key in two policies is the same rule, changed. */
export type Rule = { key: string; words: string }

const name = (severity: Threshold['severity']) => lookOf(severity).name.toLowerCase()

export function thresholdWords({ severity, exactly, moreThan = 0 }: Threshold): string {
  const which =
    severity === 'UNKNOWN' && !exactly
      ? 'any severity, also an unknown one'
      : exactly
        ? `exactly ${name(severity)} severity`
        : severity === 'CRITICAL'
          ? 'critical severity'
          : `${name(severity)} severity or worse`
  return `Block when more than ${moreThan} open ${moreThan === 1 ? 'finding is' : 'findings are'} of ${which}`
}

const blockWords: Record<NonNullable<PolicyDocument['block']>, string> = {
  never: 'Nothing blocks by severity but what is said below',
  critical: 'Block when a critical finding is open',
  'critical-and-high': 'Block when a critical or high finding is open',
}

/** Everything that a policy says, in sentences. */
export function rulesOf(document: PolicyDocument): Rule[] {
  const { block, thresholds, newOnly, graceUntilDue, acceptSourceIgnores } = document
  const rules: Rule[] = []
  const say = (key: string, words: string | false | null | undefined) => {
    if (words) rules.push({ key, words })
  }
  say('block', block && blockWords[block])
  for (const [at, one] of (thresholds ?? []).entries()) say(`thresholds ${at}`, thresholdWords(one))
  say('newOnly', newOnly && 'Only findings count that the default branch does not have')
  say('graceUntilDue', graceUntilDue && 'A finding does not count before it is due')
  say('acceptSourceIgnores', acceptSourceIgnores && 'What the code itself says to ignore does not count')
  for (const scanner of document.requiredScanners ?? [])
    say(`requiredScanners ${scanner}`, `Block when ${scanner} did not say that it was done`)
  say('attackPaths', document.attackPaths && attackPathWords(document.attackPaths))
  for (const [scanner, policy] of Object.entries(document.scanners ?? {}))
    rules.push(...scannerRules(scanner, policy))
  rules.push(...otherRules(document))
  return rules
}

/** Whether a policy can block anything; `never` and a policy without rules cannot. */
export const canBlock = (document: PolicyDocument): boolean =>
  blocksBySeverity(document) ||
  (document.requiredScanners ?? []).length > 0 ||
  document.attackPaths != null ||
  Object.values(document.scanners ?? {}).some(blocksBySeverity)

const blocksBySeverity = ({ block, thresholds }: Pick<ScannerPolicy, 'block' | 'thresholds'>) =>
  (block != null && block !== 'never') || (thresholds ?? []).length > 0

export function attackPathWords({ to, evidence, alsoKnown }: AttackPathPolicy): string {
  const targets = to == null ? 'any sensitive asset' : to.length ? listed([...to], 'or') : 'nothing'
  const which = alsoKnown ? 'an attack path' : 'a new attack path'
  const sure = {
    observed: 'if every hop of it was observed',
    inferred: 'if its hops were observed or inferred',
    'unknown-dependent': 'also if it depends on unknown values',
  }[evidence ?? 'inferred']
  return `Block on ${which} to ${targets}, ${sure ?? `if it is ${evidence} at least`}`
}

function scannerRules(scanner: string, policy: ScannerPolicy): Rule[] {
  const key = (member: string) => `scanners ${scanner} ${member}`
  const rules: Rule[] = []
  if (hasOwnRules(policy)) {
    const own = [
      ...(policy.block && policy.block !== 'never' ? [blockWords[policy.block]] : []),
      ...(policy.thresholds ?? []).map(thresholdWords),
    ]
    const words = own.length ? own.map(lowered).join(', and ') : 'never block'
    rules.push({ key: key('rules'), words: `Of ${scanner}: ${words}` })
  }
  const choice = (member: 'newOnly' | 'graceUntilDue' | 'acceptSourceIgnores', yes: string, no: string) => {
    const said = policy[member]
    if (said != null) rules.push({ key: key(member), words: `Of ${scanner}: ${said ? yes : no}` })
  }
  choice('newOnly', 'only new findings count', 'known findings count, too')
  choice(
    'graceUntilDue',
    'a finding does not count before it is due',
    'a finding counts before it is due, too',
  )
  choice(
    'acceptSourceIgnores',
    'what the code says to ignore does not count',
    'what the code says to ignore counts all the same',
  )
  return rules.length ? rules : [{ key: key('rules'), words: `Of ${scanner}: as for all others` }]
}

const known = new Set([
  'format',
  'block',
  'thresholds',
  'newOnly',
  'graceUntilDue',
  'acceptSourceIgnores',
  'requiredScanners',
  'attackPaths',
  'scanners',
])

/** Members that this page does not know are told as they are: nothing in force is left unsaid. */
const otherRules = (document: PolicyDocument): Rule[] =>
  Object.entries(document)
    .filter(([member]) => !known.has(member))
    .map(([member, value]) => ({ key: member, words: `${member}: ${JSON.stringify(value)}` }))

const lowered = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

export type RuleChange = { key: string; before: string | null; after: string | null }

/** What saving would change, rule by rule. Rules without a name of their own are compared by what they say. */
export function changesOf(before: PolicyDocument, after: PolicyDocument): RuleChange[] {
  const [old, next] = [rulesOf(before), rulesOf(after)]
  const stays = (rule: Rule, others: Rule[]) => others.some((one) => one.words === rule.words)
  const gone = old.filter((rule) => !stays(rule, next))
  const came = next.filter((rule) => !stays(rule, old))
  const changes = gone.map((rule): RuleChange => {
    const successor = came.find((one) => one.key === rule.key)
    return { key: rule.key, before: rule.words, after: successor?.words ?? null }
  })
  const added = came.filter((rule) => !gone.some((one) => one.key === rule.key))
  return [...changes, ...added.map((rule) => ({ key: rule.key, before: null, after: rule.words }))]
}
