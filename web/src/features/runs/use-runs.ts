import { useState } from 'react'
import { keyset, queries } from '../../api/client'
import { type RunFilters, runQueryOf } from './run-filters'

/** Runs of the tenant or of one project, newest first. */
export function useRuns(tenantId: string, filters: RunFilters, watch = false) {
  // The period ends when the list is opened: a moment that moved on would be another list each minute.
  const [opened] = useState(Date.now)
  return queries.useInfiniteQuery(
    'get',
    '/api/tenants/{tenantId}/runs',
    { params: { path: { tenantId }, query: runQueryOf(filters, opened) } },
    {
      ...keyset,
      placeholderData: (previous) => previous,
      // Somebody following the set-up steps sees their first run arrive.
      refetchInterval: (query) => (watch && query.state.data?.pages[0]?.items.length === 0 ? 5000 : false),
    },
  )
}
