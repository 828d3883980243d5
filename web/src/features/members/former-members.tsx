import { Button, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { keyset, queries } from '../../api/client'
import type { FormerMember } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { Time } from '../../components/time'
import { HistoryLink } from '../audit/history-link'
import projects from '../projects/projects.module.css'
import { isOwner, useTenant } from '../tenants/use-tenant'
import { EraseMemberDialog } from './erase-member-dialog'
import classes from './members.module.css'

/** For admins: people who have left and whom histories still name. */
export function FormerMembers({ tenantId }: { tenantId: string }) {
  const former = queries.useInfiniteQuery(
    'get',
    '/api/tenants/{tenantId}/members/former',
    { params: { path: { tenantId } } },
    keyset,
  )
  const [erasing, setErasing] = useState<FormerMember | null>(null)
  const people = former.data?.pages.flatMap((page) => page.items) ?? []
  if (former.error)
    return (
      <ProblemPanel
        error={former.error}
        what="The people who have left could not be loaded."
        retry={() => void former.refetch()}
      />
    )
  return (
    <>
      {people.length > 0 && (
        <details className={classes.past}>
          <summary>People who have left</summary>
          <FormerTable people={people} onErase={setErasing} />
          {former.hasNextPage && (
            <Button
              mt="sm"
              variant="default"
              loading={former.isFetchingNextPage}
              onClick={() => void former.fetchNextPage()}
            >
              Show more people
            </Button>
          )}
        </details>
      )}
      <EraseMemberDialog member={erasing} onClose={() => setErasing(null)} />
    </>
  )
}

type TableProps = { people: FormerMember[]; onErase: (member: FormerMember) => void }

function FormerTable({ people, onErase }: TableProps) {
  const mayErase = isOwner(useTenant())
  return (
    <div className={projects.scroller}>
      <Table
        className={projects.table}
        verticalSpacing={10}
        horizontalSpacing={16}
        aria-label="People who have left"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Left</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((member) => (
            <Table.Tr key={member.memberId}>
              <Table.Th scope="row" ta="left">
                <Text fw={600}>{member.name}</Text>
                <Text c="dimmed" fw={400} size="sm">
                  {member.username}
                </Text>
              </Table.Th>
              <Table.Td>
                <Time at={member.leftAt} />
              </Table.Td>
              <Table.Td ta="right">
                <HistoryLink subject={member.memberId} name={member.name} />
                {mayErase && (
                  <Button
                    ml={10}
                    variant="default"
                    size="xs"
                    aria-label={`Erase the name of ${member.name}`}
                    onClick={() => onErase(member)}
                  >
                    Erase the name
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
