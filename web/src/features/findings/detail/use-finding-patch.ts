import { useQueryClient } from '@tanstack/react-query'
import type { FindingDetail } from '../../../api/types'
import { useTenantId } from '../../tenants/use-tenant'

/** Shows a finding as it will be; what it answers puts it back as it was. */
export function useFindingPatch(findingId: string) {
  const client = useQueryClient()
  const path = { tenantId: useTenantId(), findingId }
  const key = ['get', '/api/tenants/{tenantId}/findings/{findingId}', { params: { path } }]
  return async (patch: Partial<FindingDetail>) => {
    await client.cancelQueries({ queryKey: key })
    const before = client.getQueryData<FindingDetail>(key)
    client.setQueryData<FindingDetail>(key, before && { ...before, ...patch })
    return () => client.setQueryData<FindingDetail>(key, before)
  }
}
