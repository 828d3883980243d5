import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { keyset, queries } from '../../api/client'
import type { Reporting } from './projects-search'

/** All projects of the tenant, page after page: those in use, of these by whether they report, or those that were archived. */
export function useProjects(tenantId: string, archived = false, reporting?: Reporting) {
  const { data, error, refetch, isPending, hasNextPage, isFetching, fetchNextPage } =
    queries.useInfiniteQuery(
      'get',
      '/api/tenants/{tenantId}/projects',
      {
        params: {
          path: { tenantId },
          ...(archived ? { query: { archived } } : reporting ? { query: { reporting } } : {}),
        },
      },
      keyset,
    )
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage()
  }, [hasNextPage, isFetching, error, fetchNextPage])
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  const anyRun = items.some((project) => project.lastRunAt !== null)
  const complete = data !== undefined && !hasNextPage
  return { items, anyRun: anyRun || (complete ? false : null), complete, error, refetch, isPending }
}

/** Makes everything that names or counts projects fetch anew. */
export function useProjectsChanged() {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [
        '/api/tenants/{tenantId}/projects',
        '/api/tenants/{tenantId}/projects/{projectId}',
        '/api/tenants/{tenantId}/findings',
        '/api/tenants/{tenantId}/findings/{findingId}',
      ].map((path) => client.invalidateQueries({ queryKey: ['get', path] })),
    )
}
