import type { components } from '../../../../api/schema'
import type { Severity } from '../../../../api/types'
import type { Kind, Status } from '../../statuses'

type Request = components['schemas']['ChangeFindingsRequest']

/** What is said of many findings at once: their status, who sees to them, or their severity. */
export type Change =
  | {
      status: {
        status: Status
        reason?: string
        expiresAt?: string
        untilFixed: boolean
        untilChanged: boolean
      }
    }
  | { assignee: { memberId: string | null } }
  | { severity: { severity: Severity | null; reason?: string } }

/** Which act somebody chose, before its form is filled in. */
export type Intent = 'suppress' | 'assign' | 'severity' | 'open' | 'in-review' | 'resolved'

export type Target = Pick<Request, 'ids' | 'filter'>

/** One request: a part of a change, or the question what it would do. */
export type Part = Target & Change & { dryRun?: boolean; expected?: number; after?: string }

export type Outcome = components['schemas']['ChangedFindings']

export type Send = (part: Part) => Promise<Outcome>

export const ofStatus = (status: Exclude<Status, Kind>): Change => ({
  status: { status, untilFixed: false, untilChanged: false },
})

/** The same without what its person says about it, which changes nothing about whom it concerns. */
export function inOutline(change: Change): Change {
  const reason = '–'
  if ('status' in change && change.status.reason !== undefined)
    return { status: { ...change.status, reason } }
  if ('severity' in change && change.severity.severity !== null)
    return { severity: { ...change.severity, reason } }
  return change
}
