import { useEffect } from 'react'
import { keyset, queries } from '../../api/client'

export const apiKeysPath = '/api/tenants/{tenantId}/api-keys'

/** The keys of the tenant; with a project those that are good for it: its own and those of all projects. */
export function useApiKeys(tenantId: string, projectId: string | null) {
  const keys = queries.useInfiniteQuery('get', apiKeysPath, { params: { path: { tenantId } } }, keyset)
  const { hasNextPage, isFetching, error, fetchNextPage } = keys
  // The API lists all keys; which of them are a project's is known when all were seen.
  useEffect(() => {
    if (projectId && hasNextPage && !isFetching && !error) void fetchNextPage()
  }, [projectId, hasNextPage, isFetching, error, fetchNextPage])
  const all = keys.data?.pages.flatMap((page) => page.items) ?? []
  const items = all.filter((key) => !projectId || !key.projectId || key.projectId === projectId)
  return { keys, all, items }
}
