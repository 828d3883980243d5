import { getRouteApi } from '@tanstack/react-router'
import { queries } from '../../api/client'

const route = getRouteApi('/tenants/$tenantId/projects/$projectId')

export function useProject() {
  const path = route.useParams()
  return {
    ...path,
    query: queries.useQuery('get', '/api/tenants/{tenantId}/projects/{projectId}', { params: { path } }),
  }
}
