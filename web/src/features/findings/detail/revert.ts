import type { FindingDetail } from '../../../api/types'
import { isSuppressed, type Status, statusWords } from '../statuses'
import type { HistoryEntry } from './history-words'
import type { Decision } from './use-status-change'

const isStatus = (word: string | undefined): word is Status => !!word && word in statusWords

/**
 * What says again where a finding stood before its newest change of status; null when that was not the last word: somebody
 * decided later, a scan did, or what was suppressed for has run out or is not known any more.
 */
export function revertOf(
  finding: Pick<FindingDetail, 'status' | 'detected' | 'suppression' | 'history'>,
  now = Date.now(),
): { entry: HistoryEntry; decision: Decision } | null {
  const at = finding.history.findIndex((one) => 'from' in one.data && 'to' in one.data && isTurn(one.action))
  const entry = finding.history[at]
  const from = entry?.data.from
  const wide = finding.suppression !== null && finding.suppression.scope !== 'finding'
  if (entry?.action !== 'finding.status-changed' || entry.data.to !== finding.status || wide) return null
  if (!isStatus(from) || from === finding.status || !finding.detected) return null
  if (!isSuppressed(from)) return { entry, decision: { status: from } }
  const earlier = finding.history
    .slice(at + 1)
    .find((one) => one.action === 'finding.status-changed' && one.data.to === from)?.data
  const { reason, expires, until = '' } = earlier ?? {}
  if (!reason || (expires && Date.parse(expires) <= now)) return null
  return {
    entry,
    decision: {
      status: from,
      reason,
      ...(expires ? { expiresAt: expires } : {}),
      untilFixed: until?.includes('fixed') ?? false,
      untilChanged: until?.includes('changed') ?? false,
    },
  }
}

const isTurn = (action: string) => action !== 'finding.severity-changed'
