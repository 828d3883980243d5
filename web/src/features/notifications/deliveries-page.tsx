import { Button, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { RoleNeeded } from '../members/role-needed'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { BackLink } from './back-link'
import { channelKinds } from './channel-words'
import { DeliveryTable } from './delivery-table'
import { useChannels, useDeliveries } from './use-channels'

const route = getRouteApi('/tenants/$tenantId/notifications/$channelId')

export function DeliveriesPage() {
  const allowed = mayAdminister(useTenant())
  return (
    <>
      <BackLink to="/tenants/$tenantId/notifications" words="Notifications" />
      {allowed ? (
        <ChannelDeliveries />
      ) : (
        <>
          <PageHeader title="Deliveries" />
          <RoleNeeded title="You may not see what channels were told" missing="admin" />
        </>
      )}
    </>
  )
}

function ChannelDeliveries() {
  const { channelId } = route.useParams()
  const channel = useChannels().data?.items.find((one) => one.id === channelId)
  return (
    <>
      <PageHeader
        title={channel ? `Deliveries to ${channel.name}` : 'Deliveries'}
        subtitle={
          channel
            ? `${channelKinds[channel.kind].name}, ${channel.address}: the last 30 days, newest first`
            : 'The last 30 days, newest first'
        }
      />
      <div className={panels.body}>
        <DeliveryList channelId={channelId} />
      </div>
    </>
  )
}

function DeliveryList({ channelId }: { channelId: string }) {
  const deliveries = useDeliveries(channelId)
  if (deliveries.error)
    return (
      <ProblemPanel
        error={deliveries.error}
        what="The deliveries could not be loaded."
        retry={() => void deliveries.refetch()}
      />
    )
  if (!deliveries.data) return <SkeletonRows rows={6} height={44} />
  const all = deliveries.data.pages.flatMap((page) => page.items)
  if (all.length === 0)
    return (
      <EmptyPanel title="Nothing was sent yet">
        <Text c="dimmed">
          What happens is gathered for 20 seconds, then sent, and listed here for 30 days. Send a test to see
          whether a message arrives.
        </Text>
      </EmptyPanel>
    )
  return (
    <>
      <DeliveryTable channelId={channelId} deliveries={all} />
      {deliveries.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          loading={deliveries.isFetchingNextPage}
          onClick={() => void deliveries.fetchNextPage()}
        >
          Show older deliveries
        </Button>
      )}
    </>
  )
}
