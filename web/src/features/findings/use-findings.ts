import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { keyset, queries } from '../../api/client'
import type { Finding } from '../../api/types'
import { type Filters, queryOf } from './filters'

const path = '/api/tenants/{tenantId}/findings'

const request = (tenantId: string, filters: Filters) => ({
  params: { path: { tenantId }, query: queryOf(filters) },
})

export const useFindings = (tenantId: string, filters: Filters) =>
  queries.useInfiniteQuery('get', path, request(tenantId, filters), {
    ...keyset,
    pageParamName: 'after',
    placeholderData: (previous) => previous,
  })

/** The list a finding was opened from, as it stood then; empty for somebody who followed a link. */
export function useOriginatingList(tenantId: string, filters: Filters): Finding[] {
  const list = useQueryClient().getQueryData<InfiniteData<{ items: Finding[] }>>([
    'get',
    path,
    request(tenantId, filters),
  ])
  return list?.pages.flatMap((page) => page.items) ?? []
}

/** Makes every list and count that a changed finding appears in fetch anew when it is next shown. */
export function useFindingsChanged() {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [
        path,
        '/api/tenants/{tenantId}/findings/{findingId}',
        '/api/tenants/{tenantId}/projects',
        '/api/tenants/{tenantId}/projects/{projectId}',
        '/api/tenants/{tenantId}/projects/{projectId}/runs',
      ].map((changed) => client.invalidateQueries({ queryKey: ['get', changed] })),
    )
}
