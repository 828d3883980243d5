import { useQueryClient } from '@tanstack/react-query'
import { keyset, queries } from '../../api/client'
import { useProject } from '../projects/use-project'

export const trustRulesPath = '/api/tenants/{tenantId}/projects/{projectId}/trust-rules'

export function useTrustRules() {
  const { tenantId, projectId } = useProject()
  return queries.useInfiniteQuery(
    'get',
    trustRulesPath,
    { params: { path: { tenantId, projectId } } },
    keyset,
  )
}

export function useTrustRulesChanged() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['get', trustRulesPath] })
}
