import { getRouteApi } from '@tanstack/react-router'
import { queries } from '../../api/client'
import type { RunDetail } from './run-detail'

const route = getRouteApi('/tenants/$tenantId/projects/$projectId/runs/$runId')

export const useRunPath = () => route.useParams()

/** The run's page in one answer; while the run is open it is asked for again and again. */
export function useRun() {
  const path = route.useParams()
  const { tenantId, projectId, runId } = path
  const list = queries.useQuery('get', '/api/tenants/{tenantId}/projects/{projectId}/runs', {
    params: { path: { tenantId, projectId } },
  })
  const run = list.data?.items.find((one) => one.id === runId)
  const verdict = queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/gate-verdicts/{verdictId}',
    { params: { path: { tenantId, verdictId: run?.verdictId ?? '' } } },
    { enabled: Boolean(run?.verdictId) },
  )
  const data: RunDetail | undefined = run && {
    ...run,
    isDefaultBranch: false,
    manifest: null,
    base: null,
    lastGreen: null,
    changes: [],
    decision: verdict.data
      ? {
          ...verdict.data,
          verdictId: verdict.data.id,
          blockingCount: verdict.data.findings.length,
          blocking: [],
        }
      : null,
  }
  return { ...list, data }
}
