import type { Member, Severity } from '../../../../api/types'
import { type Change, type Intent, ofStatus } from './change'
import { blank, type Suppressing, suppressionOf } from './suppressing'

/** What the dialog's fields hold, whatever it is about. */
export type Form = {
  suppressing: Suppressing
  memberId: string | null
  /** Null is what the scanner says. */
  severity: { severity: Severity | null; reason: string }
}

export const startOf = (members: readonly Member[]): Form => ({
  suppressing: blank,
  memberId: members.find((one) => one.isMe)?.memberId ?? null,
  severity: { severity: null, reason: '' },
})

/** The change as far as it is known whom it concerns; null before. */
export function changeOf(intent: Intent, form: Form): Change | null {
  switch (intent) {
    case 'suppress':
      return suppressionOf(form.suppressing)
    case 'assign':
      return { assignee: { memberId: form.memberId } }
    case 'severity': {
      const { severity, reason } = form.severity
      return { severity: severity ? { severity, reason: reason.trim() } : { severity: null } }
    }
    default:
      return ofStatus(intent)
  }
}

/** Whether nothing is missing, the reason neither. */
export function isWhole(intent: Intent, form: Form): boolean {
  if (intent === 'suppress')
    return suppressionOf(form.suppressing) !== null && form.suppressing.reason.trim() !== ''
  if (intent === 'severity') return form.severity.severity === null || form.severity.reason.trim() !== ''
  return true
}
