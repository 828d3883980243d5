import { useQueryClient } from '@tanstack/react-query'
import { queries } from '../../api/client'
import { useTenantId } from '../tenants/use-tenant'
import { isInWork } from './archives'

const path = '/api/tenants/{tenantId}/archives'
const pause = 2000

/** Looks again every two seconds while one is written and the page is seen. */
export function useArchives() {
  const params = { path: { tenantId: useTenantId() } }
  return queries.useQuery(
    'get',
    path,
    { params },
    { refetchInterval: ({ state }) => (state.data?.items.some(isInWork) ? pause : false) },
  )
}

export function useChangeArchives() {
  const client = useQueryClient()
  const tenantId = useTenantId()
  const changed = { onSuccess: () => client.invalidateQueries({ queryKey: ['get', path] }) }
  const ask = queries.useMutation('post', path, changed)
  const remove = queries.useMutation('delete', `${path}/{archiveId}`, changed)
  return {
    ask: () => ask.mutate({ params: { path: { tenantId } } }),
    asking: ask.isPending,
    askError: ask.error,
    remove: (archiveId: string, onSuccess: () => void) =>
      remove.mutate({ params: { path: { tenantId, archiveId } } }, { onSuccess }),
    removing: remove.isPending,
    removeError: remove.error,
    reset: remove.reset,
  }
}
