import { getRouteApi } from '@tanstack/react-router'
import { queries } from '../../api/client'
import { detailOf } from './run-detail'

const route = getRouteApi('/tenants/$tenantId/projects/$projectId/runs/$runId')

export const useRunPath = () => route.useParams()

/** The run and its last verdict; while the run is open both are asked for again and again. */
export function useRun() {
  const path = route.useParams()
  const run = queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/projects/{projectId}/runs/{runId}',
    { params: { path } },
    { refetchInterval: (query) => (query.state.data?.run.status === 'open' ? 5000 : false) },
  )
  const verdictId = run.data?.run.verdictId
  const verdict = queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/gate-verdicts/{verdictId}',
    { params: { path: { tenantId: path.tenantId, verdictId: verdictId ?? '' } } },
    // A verdict never changes, and looking at one stands in the audit trail.
    { enabled: Boolean(verdictId), staleTime: Number.POSITIVE_INFINITY },
  )
  const waits = Boolean(verdictId) && verdict.isPending
  return {
    data: run.data && !waits ? detailOf(run.data, (verdictId && verdict.data) || null) : undefined,
    isPending: run.isPending || waits,
    error: run.error,
    verdictError: verdictId ? verdict.error : null,
    refetch: () => Promise.all([run.refetch(), ...(verdict.error ? [verdict.refetch()] : [])]),
  }
}
