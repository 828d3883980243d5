import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { keyset, queries } from '../../api/client'
import type { Finding } from '../../api/types'
import { queryOf } from './filter-query'
import { type Filters, whichOf } from './filters'

const path = '/api/tenants/{tenantId}/findings'

const request = (tenantId: string, filters: Filters) => ({
  params: { path: { tenantId }, query: queryOf(whichOf(filters)) },
})

export const useFindings = (tenantId: string, filters: Filters) =>
  queries.useInfiniteQuery('get', path, request(tenantId, filters), {
    ...keyset,
    pageParamName: 'after',
    placeholderData: keepPreviousData,
  })

/** The list as far as it was loaded, as it stood then; empty for somebody who followed a link. */
export function useFindingsSoFar(tenantId: string, filters: Filters) {
  const { data, hasNextPage, isFetchNextPageError, fetchNextPage } = queries.useInfiniteQuery(
    'get',
    path,
    request(tenantId, filters),
    { ...keyset, pageParamName: 'after', enabled: false },
  )
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const findings: Finding[] = data?.pages.flatMap((page) => page.items) ?? []
  return { findings, more: hasNextPage && !isFetchNextPageError, loadMore }
}

/** The list a finding was opened from, as it stood then; empty for somebody who followed a link. */
export const useOriginatingList = (tenantId: string, filters: Filters): Finding[] =>
  useFindingsSoFar(tenantId, filters).findings

/** Makes every list and count that a changed finding appears in fetch anew when it is next shown. */
export function useFindingsChanged() {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [
        path,
        '/api/tenants/{tenantId}/findings/facets',
        '/api/tenants/{tenantId}/findings/{findingId}',
        '/api/tenants/{tenantId}/projects',
        '/api/tenants/{tenantId}/projects/{projectId}',
        '/api/tenants/{tenantId}/projects/{projectId}/runs',
        '/api/tenants/{tenantId}/projects/{projectId}/runs/{runId}',
        '/api/tenants/{tenantId}/runs',
        '/api/tenants/{tenantId}/overview',
        '/api/tenants/{tenantId}/findings/trend',
      ].map((changed) => client.invalidateQueries({ queryKey: ['get', changed] })),
    )
}
