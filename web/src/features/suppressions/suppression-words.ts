import type { Suppression } from '../../api/types'

type Scope = Pick<Suppression, 'scope' | 'pathPattern' | 'scanner' | 'ruleId'>

/** What a wide suppression holds, in words. */
export const scopeWords = ({ scope, pathPattern, scanner, ruleId }: Scope): string =>
  scope === 'path'
    ? `Path ${pathPattern}`
    : scope === 'rule-in-project'
      ? `Rule ${ruleId} of ${scanner}`
      : `Rule ${ruleId} of ${scanner}, in the whole organisation`

const reasons: Record<string, string> = {
  lifted: 'lifted',
  refused: 'refused',
  expired: 'its date came',
  fixed: 'no scan saw it any more',
  'code-changed': 'the code changed',
  'severity-changed': 'the severity changed',
}

/** Why a suppression is over, and who ended it when somebody did. */
export const endWords = ({ endedBecause, endedBy }: Pick<Suppression, 'endedBecause' | 'endedBy'>): string =>
  `${reasons[endedBecause ?? ''] ?? 'ended'}${endedBy ? ` by ${endedBy}` : ''}`
