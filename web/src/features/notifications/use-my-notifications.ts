import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { queries } from '../../api/client'
import { useTenantId } from '../tenants/use-tenant'
import { type DigestFields, digestRequestOf } from './digest-words'

const path = '/api/tenants/{tenantId}/me/notifications'

export function useMyNotifications() {
  const params = { path: { tenantId: useTenantId() } }
  return queries.useQuery('get', path, { params })
}

export function useSaveMyNotifications() {
  const client = useQueryClient()
  const params = { path: { tenantId: useTenantId() } }
  const save = queries.useMutation('put', path, {
    onSuccess: async (_, { body }) => {
      await client.invalidateQueries({ queryKey: ['get', path] })
      const message = body.frequency === 'off' ? 'You get no digest.' : `You get a ${body.frequency} digest.`
      notifications.show({ title: 'Saved', message })
    },
  })
  return {
    save: (fields: DigestFields) => save.mutate({ params, body: digestRequestOf(fields) }),
    busy: save.isPending,
    error: save.error,
  }
}
