import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { queries } from '../../api/client'
import { useTenantId } from '../tenants/use-tenant'
import { isDue } from './retention'

const path = '/api/tenants/{tenantId}/retention'
const pause = 3000

/** Looks again every three seconds while a round goes on or is due, and the page is seen. */
export function useRetention() {
  const params = { path: { tenantId: useTenantId() } }
  return queries.useQuery(
    'get',
    path,
    { params },
    { refetchInterval: ({ state }) => (state.data && isDue(state.data, Date.now()) ? pause : false) },
  )
}

export function useSaveRetention(onSaved: () => void) {
  const client = useQueryClient()
  const params = { path: { tenantId: useTenantId() } }
  const save = queries.useMutation('put', path, {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['get', path] })
      notifications.show({ title: 'Saved', message: 'The next round begins within a minute.' })
      onSaved()
    },
  })
  return {
    save: (days: number | null) => save.mutate({ params, body: { days } }),
    busy: save.isPending,
    error: save.error,
    reset: save.reset,
  }
}
