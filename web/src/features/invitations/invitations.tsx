import { Button, Text } from '@mantine/core'
import { ProblemPanel } from '../../components/panels/problem-panel'
import classes from '../members/members.module.css'
import { InvitationTable } from './invitation-table'
import { useInvitations } from './use-invitations'

/** For admins: invitations that are over, kept to be looked up. */
export function PastInvitations({ tenantId }: { tenantId: string }) {
  const invitations = useInvitations(tenantId)
  const past = (invitations.data?.pages.flatMap((page) => page.items) ?? []).filter(
    (one) => one.state === 'accepted' || one.state === 'revoked',
  )
  if (invitations.error)
    return (
      <ProblemPanel
        error={invitations.error}
        what="The invitations could not be loaded."
        retry={() => void invitations.refetch()}
      />
    )
  if (past.length === 0 && !invitations.hasNextPage) return null
  return (
    <details className={classes.past}>
      <summary>Accepted and revoked invitations</summary>
      {past.length > 0 ? (
        <InvitationTable invitations={past} />
      ) : (
        <Text c="dimmed">None among the newest ones.</Text>
      )}
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
    </details>
  )
}
