import { Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { queries } from '../../api/client'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { CreateInvitationDialog } from '../invitations/create-invitation-dialog'
import { PastInvitations } from '../invitations/invitations'
import { useInvitations } from '../invitations/use-invitations'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { FormerMembers } from './former-members'
import { MemberTable } from './member-table'
import { useMembers } from './use-members'

export function MembersPage() {
  const tenant = useTenant()
  const allowed = mayAdminister(tenant)
  const [inviting, { open, close }] = useDisclosure()
  return (
    <>
      <PageHeader title="Members" subtitle={`Who is in ${tenant.name}, and what they may do`}>
        {allowed && <Button onClick={open}>Invite people</Button>}
      </PageHeader>
      <Stack className={panels.body} gap="xl">
        <MemberList tenantId={tenant.id} allowed={allowed} />
        {allowed && <PastInvitations tenantId={tenant.id} />}
        {allowed && <FormerMembers tenantId={tenant.id} />}
      </Stack>
      {allowed && <CreateInvitationDialog opened={inviting} onClose={close} />}
    </>
  )
}

function MemberList({ tenantId, allowed }: { tenantId: string; allowed: boolean }) {
  const invitations = useInvitations(tenantId, allowed)
  const waiting = (invitations.data?.pages.flatMap((page) => page.items) ?? []).filter(
    (one) => one.state === 'open' || one.state === 'expired',
  )
  const members = useMembers(tenantId)
  const tenant = queries.useQuery('get', '/api/tenants/{tenantId}', { params: { path: { tenantId } } })
  if (members.error)
    return (
      <ProblemPanel
        error={members.error}
        what="The members could not be loaded."
        retry={() => void members.refetch()}
      />
    )
  if (!members.data) return <SkeletonRows rows={4} height={44} />
  return (
    <div>
      <MemberTable
        members={members.data.pages.flatMap((page) => page.items)}
        owners={tenant.data?.owners ?? 1}
        invitations={waiting}
      />
      {members.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          loading={members.isFetchingNextPage}
          onClick={() => void members.fetchNextPage()}
        >
          Show more members
        </Button>
      )}
    </div>
  )
}
