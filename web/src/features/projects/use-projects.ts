import { useEffect } from 'react'
import { keyset, queries } from '../../api/client'

/** All projects of the tenant, page after page. */
export function useProjects(tenantId: string) {
  const { data, error, refetch, isPending, hasNextPage, isFetching, fetchNextPage } =
    queries.useInfiniteQuery(
      'get',
      '/api/tenants/{tenantId}/projects',
      { params: { path: { tenantId } } },
      keyset,
    )
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage()
  }, [hasNextPage, isFetching, error, fetchNextPage])
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const anyRun = items.some((project) => project.lastRunAt !== null)
  return { items, anyRun: anyRun || (data && !hasNextPage ? false : null), error, refetch, isPending }
}
