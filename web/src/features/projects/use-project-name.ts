import { queries } from '../../api/client'

/** Where a page shows a project without being below it. */
export const useProjectName = (tenantId: string, projectId: string) =>
  queries.useQuery('get', '/api/tenants/{tenantId}/projects/{projectId}', {
    params: { path: { tenantId, projectId } },
  }).data?.name
