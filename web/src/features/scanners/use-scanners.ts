import { queries } from '../../api/client'

export const useScanners = (tenantId: string, projectId: string | undefined) =>
  queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/projects/{projectId}/scanners',
    { params: { path: { tenantId, projectId: projectId ?? '' } } },
    { enabled: projectId !== undefined },
  )

/** The catalogue is the same for every project; only order and choice differ. */
export function useScannerKeys(tenantId: string, projectId: string | undefined): string[] {
  return (useScanners(tenantId, projectId).data?.items ?? []).map((one) => one.key).sort()
}
