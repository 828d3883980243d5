import { useEffect, useMemo } from 'react'
import { useMembers } from './use-members'

/** Every member of the tenant, page after page: for names of ids, and to choose from. */
export function useAllMembers(tenantId: string) {
  const { data, hasNextPage, isFetching, error, fetchNextPage } = useMembers(tenantId)
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage()
  }, [hasNextPage, isFetching, error, fetchNextPage])
  return useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
}
