import { useQueryClient } from '@tanstack/react-query'
import { keyset, queries } from '../../api/client'
import { useFindingsChanged } from '../findings/use-findings'

const path = '/api/tenants/{tenantId}/suppressions'

export type SuppressionState = 'waiting' | 'in-force' | 'ended'

export const useSuppressions = (tenantId: string, projectId: string, state: SuppressionState) =>
  queries.useInfiniteQuery(
    'get',
    path,
    { params: { path: { tenantId }, query: { projectId, state: [state] } } },
    keyset,
  )

/** Makes every list that a suppression shows in fetch anew. */
export function useSuppressionsChanged() {
  const client = useQueryClient()
  const findings = useFindingsChanged()
  return () => Promise.all([client.invalidateQueries({ queryKey: ['get', path] }), findings()])
}
