import { notifications } from '@mantine/notifications'
import { queries } from '../../../api/client'
import type { FindingDetail } from '../../../api/types'
import { useTenantId } from '../../tenants/use-tenant'
import type { Status } from '../statuses'
import { useFindingsChanged } from '../use-findings'

export type Decision = {
  status: Status
  reason?: string
  expiresAt?: string
  untilFixed?: boolean
  untilChanged?: boolean
}

export function useStatusChange(finding: FindingDetail) {
  const tenantId = useTenantId()
  const changed = useFindingsChanged()
  const mutation = queries.useMutation('put', '/api/tenants/{tenantId}/findings/{findingId}/status')
  const change = (body: Decision, done: string) =>
    mutation.mutate(
      {
        params: { path: { tenantId, findingId: finding.id } },
        body: { untilFixed: false, untilChanged: false, ...body },
      },
      {
        onSuccess: () => {
          notifications.show({ title: done, message: finding.title, autoClose: 4000 })
          return changed()
        },
      },
    )
  return { change, busy: mutation.isPending, error: mutation.error }
}
