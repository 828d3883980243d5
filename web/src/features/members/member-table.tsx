import { Stack, Table } from '@mantine/core'
import { useState } from 'react'
import type { Invitation, Member, Role } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { InvitationRows } from '../invitations/invitation-row'
import projects from '../projects/projects.module.css'
import { useTenantId } from '../tenants/use-tenant'
import { LeaveDialog } from './leave-dialog'
import { MemberRow } from './member-row'
import { RemoveDialog } from './remove-dialog'
import { RoleDialog } from './role-dialog'
import { useRoleChange } from './use-members'

type Props = { members: Member[]; owners: number; invitations: Invitation[] }

export function MemberTable({ members, owners, invitations }: Props) {
  const role = useRoleChange(useTenantId())
  const [removing, setRemoving] = useState<Member | null>(null)
  const [asking, setAsking] = useState<{ member: Member; role: Role } | null>(null)
  const [leaving, setLeaving] = useState(false)
  // What the person cannot take back alone is asked for first.
  const change = (member: Member, to: Role) =>
    to === 'owner' || member.isMe ? setAsking({ member, role: to }) : void role.change(member, to)
  return (
    <Stack>
      {role.error && <ProblemPanel error={role.error} what={`The role of ${role.who} was not changed.`} />}
      <section className={projects.scroller} aria-label="Members">
        <Table className={projects.table} verticalSpacing={10} horizontalSpacing={16}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Role</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>Since</Table.Th>
              <Table.Th aria-label="Actions" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {members.map((member) => (
              <MemberRow
                key={member.memberId}
                member={member}
                owners={owners}
                busy={role.busy}
                onRole={(to) => change(member, to)}
                onRemove={() => setRemoving(member)}
                onLeave={() => setLeaving(true)}
              />
            ))}
            <InvitationRows invitations={invitations} />
          </Table.Tbody>
        </Table>
      </section>
      <RoleDialog
        asked={asking}
        onClose={() => setAsking(null)}
        onConfirm={({ member, role: to }) => {
          setAsking(null)
          void role.change(member, to)
        }}
      />
      <RemoveDialog member={removing} onClose={() => setRemoving(null)} />
      <LeaveDialog opened={leaving} onClose={() => setLeaving(false)} />
    </Stack>
  )
}
