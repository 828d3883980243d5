import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { keyset, queries } from '../../api/client'
import { useTenantId } from '../tenants/use-tenant'

export const channelsPath = '/api/tenants/{tenantId}/notifications/channels'
export const channelPath = `${channelsPath}/{channelId}` as const
const deliveriesPath = `${channelPath}/deliveries` as const

/** What waits leaves by the minute: looked for again so often while something does, and the page is seen. */
const pause = 10_000

export function useChannels() {
  const params = { path: { tenantId: useTenantId() } }
  return queries.useQuery(
    'get',
    channelsPath,
    { params },
    { refetchInterval: ({ state }) => (state.data?.items.some((one) => one.waiting > 0) ? pause : false) },
  )
}

export function useDeliveries(channelId: string) {
  const params = { path: { tenantId: useTenantId(), channelId } }
  return queries.useInfiniteQuery(
    'get',
    deliveriesPath,
    { params },
    {
      ...keyset,
      refetchInterval: ({ state }) =>
        state.data?.pages.some((page) => page.items.some((one) => one.state === 'waiting')) ? pause : false,
    },
  )
}

/** Makes the channels and what they were told fetch anew. */
export function useChannelsChanged() {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [channelsPath, deliveriesPath].map((path) => client.invalidateQueries({ queryKey: ['get', path] })),
    )
}

export function useReplay(channelId: string) {
  const tenantId = useTenantId()
  const changed = useChannelsChanged()
  const replay = queries.useMutation('post', `${deliveriesPath}/{deliveryId}/replay`, {
    onSuccess: () => {
      notifications.show({ title: 'Sent again', message: 'It leaves with the next minute of the channel.' })
      return changed()
    },
  })
  return {
    replay: (deliveryId: string) => replay.mutate({ params: { path: { tenantId, channelId, deliveryId } } }),
    busy: replay.isPending ? replay.variables.params.path.deliveryId : null,
    error: replay.error,
  }
}
