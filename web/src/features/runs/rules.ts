import type { Severity } from '../../api/types'
import { severities } from '../../components/severity/severity'
import type { Filters } from '../findings/filters'
import { type Counted, countedOf, pathsOf, whichOf } from './headline'
import type { Reason } from './run-detail'

export type RuleLine = {
  /** Where it stands in the policy. */
  id: string
  text: string
  actual: string
  limit: string
  /** What is counted: only what the default branch does not have, or everything. */
  counts: string
  /** Which findings of the run it counts; null when it is not about findings. */
  list: Pick<Filters, 'severity' | 'scanner' | 'runChange'> | null
}

const requiredScanner = /^requiredScanners\.(.+)$/

/** A rule that blocks: what it says, and what the run has against it. */
export function ruleOf(reason: Reason): RuleLine {
  const findings = countedOf(reason)
  if (findings)
    return {
      id: reason.rule,
      text: sentenceOf(findings.limit, findings.fresh, whichOf(findings)),
      actual: findings.count,
      limit: findings.limit,
      counts: countsOf(findings.fresh),
      list: listOf(findings),
    }
  const found = pathsOf(reason)
  if (found)
    return {
      id: reason.rule,
      text: `No ${found.fresh}attack path`,
      actual: found.count,
      limit: '0',
      counts: countsOf(found.fresh),
      list: null,
    }
  const scanner = requiredScanner.exec(reason.rule)?.[1]
  const actual = scanner ? reason.text.replace(`${scanner} is required and `, '') : reason.text
  const text = scanner ? requiredText(scanner) : reason.rule
  return { id: reason.rule, text, actual, limit: '–', counts: '–', list: null }
}

/** "No new high or worse", "At most 5 medium or worse" */
export const sentenceOf = (limit: string | number, fresh: string, which: string) =>
  Number(limit) > 0 ? `At most ${limit} ${fresh}${which}` : `No ${fresh}${which}`

export const requiredText = (scanner: string) => `${scanner} must be done`

const countsOf = (fresh: string) => (fresh ? 'new' : 'new and known')

function listOf({ severity, worse, scanner, fresh }: Counted): RuleLine['list'] {
  return {
    severity: severitiesFrom(severity, worse === '' && severity !== 'CRITICAL'),
    ...(scanner ? { scanner: [scanner] } : {}),
    ...(fresh ? { runChange: 'new' as const } : {}),
  }
}

/** The severity alone, or with the worse ones. */
function severitiesFrom(word: string, alone: boolean): Severity[] {
  const at = severities.findIndex((one) => one.severity === word)
  return severities.slice(alone ? Math.max(0, at) : 0, at + 1).map((one) => one.severity)
}
