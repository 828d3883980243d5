import { Button, Text, Title } from '@mantine/core'
import { keyset, queries } from '../../api/client'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { InvitationTable } from './invitation-table'

/** For admins: every invitation, also those that can be used no more. */
export function Invitations({ tenantId }: { tenantId: string }) {
  const invitations = queries.useInfiniteQuery(
    'get',
    '/api/tenants/{tenantId}/invitations',
    { params: { path: { tenantId } } },
    keyset,
  )
  const items = invitations.data?.pages.flatMap((page) => page.items)
  return (
    <section aria-labelledby="invitations">
      <Title order={2} id="invitations" mb="xs">
        Invitations
      </Title>
      {invitations.error && (
        <ProblemPanel
          error={invitations.error}
          what="The invitations could not be loaded."
          retry={() => void invitations.refetch()}
        />
      )}
      {invitations.isPending && <SkeletonRows rows={3} height={44} />}
      {items?.length === 0 && (
        <Text c="dimmed">
          Nobody was invited yet. Invite somebody above: you get a link that works once, and see here who used
          it.
        </Text>
      )}
      {items && items.length > 0 && <InvitationTable invitations={items} />}
      {invitations.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          loading={invitations.isFetchingNextPage}
          onClick={() => void invitations.fetchNextPage()}
        >
          Show older invitations
        </Button>
      )}
    </section>
  )
}
