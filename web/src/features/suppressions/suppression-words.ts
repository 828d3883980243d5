import type { Suppression } from '../../api/types'

type Scope = Pick<Suppression, 'scope' | 'pathPattern' | 'scanner' | 'ruleId'>

/** What a wide suppression holds, in words. */
export const scopeWords = ({ scope, pathPattern, scanner, ruleId }: Scope): string =>
  scope === 'path' ? `Path ${pathPattern}` : `Rule ${ruleId} of ${scanner}`

/** What else than its date ends it: "when no scan sees it any more". */
export function untilWords({
  untilFixed,
  untilChanged,
}: Pick<Suppression, 'untilFixed' | 'untilChanged'>): string {
  const words = [
    ...(untilFixed ? ['no scan sees it any more'] : []),
    ...(untilChanged ? ['its code or severity changes'] : []),
  ]
  return words.length ? `when ${words.join(' or ')}` : ''
}

const reasons: Record<string, string> = {
  lifted: 'lifted',
  refused: 'refused',
  expired: 'its date came',
  fixed: 'no scan saw it any more',
  'code-changed': 'the code changed',
  'severity-changed': 'the severity changed',
}

/** Why a suppression is over, and who ended it when somebody did. */
// One whose date has come ended at that moment, and is told so before the service has noted it.
export const endWords = ({ endedBecause, endedBy }: Pick<Suppression, 'endedBecause' | 'endedBy'>): string =>
  `${reasons[endedBecause ?? 'expired'] ?? 'ended'}${endedBy ? ` by ${endedBy}` : ''}`

/** What it is about, short enough for a button or a notification. */
export const subjectWords = (suppression: Suppression): string =>
  suppression.findingId ? (suppression.findingTitle ?? 'one finding') : scopeWords(suppression)
