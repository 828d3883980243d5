import { notifications } from '@mantine/notifications'
import { queries } from '../../../api/client'
import { asProblem } from '../../../api/problem'
import type { FindingDetail } from '../../../api/types'
import { useMe, useTenantId } from '../../tenants/use-tenant'
import { isSuppressed, lookUpStatus, type Status } from '../statuses'
import { useFindingsChanged } from '../use-findings'
import { useFindingPatch } from './use-finding-patch'

export type Decision = {
  status: Status
  reason?: string
  expiresAt?: string
  untilFixed?: boolean
  untilChanged?: boolean
}

export type StatusChange = ReturnType<typeof useStatusChange>

/** Shows the new status at once, and the old one with the reason when the API refuses. */
export function useStatusChange(finding: FindingDetail) {
  const tenantId = useTenantId()
  const me = useMe().data?.name ?? ''
  const changed = useFindingsChanged()
  const show = useFindingPatch(finding.id)
  const fourEyes = useFourEyes(tenantId, finding.projectId)
  const mutation = queries.useMutation('put', '/api/tenants/{tenantId}/findings/{findingId}/status')
  const change = async (decision: Decision, saved?: () => void) => {
    const suppresses = isSuppressed(decision.status)
    // What waits for somebody else changes nothing yet, and it is not known whether it does before the settings are.
    const undo =
      suppresses && fourEyes !== false ? null : await show({ status: decision.status, ...said(decision, me) })
    try {
      await mutation.mutateAsync({
        params: { path: { tenantId, findingId: finding.id } },
        body: { untilFixed: false, untilChanged: false, ...decision },
      })
    } catch (error) {
      undo?.()
      tellElsewhere(finding, error)
      return
    }
    saved?.()
    notifications.show({
      title: suppresses && fourEyes ? 'Asked for approval' : lookUpStatus(decision.status),
      message: finding.title,
      autoClose: 4000,
    })
    await changed()
  }
  return { change, busy: mutation.isPending, error: mutation.error, fourEyes }
}

/** Whoever went on to the next finding meanwhile does not see the page that says what failed. */
export function tellElsewhere(finding: FindingDetail, error: unknown) {
  if (location.pathname.endsWith(finding.id)) return
  notifications.show({
    title: 'A finding was not changed',
    message: `${finding.title}: ${asProblem(error).message}`,
    color: 'danger',
    autoClose: false,
  })
}

/** Whether somebody else must approve in the project; undefined while that is not known. */
export const useFourEyes = (tenantId: string, projectId: string): boolean | undefined =>
  queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/projects/{projectId}/settings',
    { params: { path: { tenantId, projectId } } },
    { staleTime: 60_000 },
  ).data?.fourEyes

function said(decision: Decision, me: string): Pick<FindingDetail, 'suppression'> {
  if (!isSuppressed(decision.status)) return { suppression: null }
  return {
    suppression: {
      id: '',
      kind: decision.status,
      reason: decision.reason ?? '',
      scope: 'finding',
      pathPattern: null,
      expiresAt: decision.expiresAt ?? null,
      untilFixed: decision.untilFixed ?? false,
      untilChanged: decision.untilChanged ?? false,
      createdBy: me,
      createdAt: new Date().toISOString(),
      approvedBy: null,
      approvedAt: null,
    },
  }
}
