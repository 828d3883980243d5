import { useQueryClient } from '@tanstack/react-query'
import { keyset, queries } from '../../api/client'
import { useFindingsChanged } from '../findings/use-findings'
import type { SuppressionState } from './suppressions-search'

const path = '/api/tenants/{tenantId}/suppressions'

/** Of a project with those of the whole organisation, or of all projects. */
export const useSuppressions = (tenantId: string, projectId: string | null, state: SuppressionState) =>
  queries.useInfiniteQuery(
    'get',
    path,
    { params: { path: { tenantId }, query: { ...(projectId ? { projectId } : {}), state: [state] } } },
    keyset,
  )

/** Makes every list that a suppression shows in fetch anew. */
export function useSuppressionsChanged() {
  const client = useQueryClient()
  const findings = useFindingsChanged()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['get', path] }),
      client.invalidateQueries({ queryKey: ['get', '/api/tenants/{tenantId}/findings/facets'] }),
      findings(),
    ])
}
