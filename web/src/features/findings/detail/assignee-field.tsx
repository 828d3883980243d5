import { Anchor, Select } from '@mantine/core'
import { queries } from '../../../api/client'
import type { FindingDetail } from '../../../api/types'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { useMembers } from '../../members/use-members'
import { useTenantId } from '../../tenants/use-tenant'
import { useFindingsChanged } from '../use-findings'
import classes from './finding.module.css'
import { useFindingPatch } from './use-finding-patch'
import { tellElsewhere } from './use-status-change'

/** Shows who sees to it at once, and who did before when the API refuses. */
export function AssigneeField({ finding }: { finding: FindingDetail }) {
  const tenantId = useTenantId()
  const changed = useFindingsChanged()
  const show = useFindingPatch(finding.id)
  const list = useMembers(tenantId)
  const members = list.data?.pages.flatMap((page) => page.items) ?? []
  const assign = queries.useMutation('put', '/api/tenants/{tenantId}/findings/{findingId}/assignee')
  const options = members.map((member) => ({ value: member.memberId, label: member.name }))
  const now = finding.assignee
  const known = !now || options.some((one) => one.value === now.memberId)
  const me = members.find((member) => member.isMe)
  const set = async (memberId: string | null) => {
    const name = options.find((one) => one.value === memberId)?.label ?? ''
    const undo = await show({ assignee: memberId ? { memberId, name } : null })
    try {
      await assign.mutateAsync({ params: { path: { tenantId, findingId: finding.id } }, body: { memberId } })
    } catch (error) {
      undo()
      tellElsewhere(finding, error)
      return
    }
    await changed()
  }
  return (
    <>
      <Select
        label="Assignee"
        placeholder="Nobody"
        size="xs"
        searchable
        clearable
        data-assignee
        clearButtonProps={{ 'aria-label': 'Nobody' }}
        nothingFoundMessage="Nobody is called like that"
        data={known || !now ? options : [...options, { value: now.memberId, label: now.name }]}
        value={now?.memberId ?? null}
        onChange={(memberId) => void set(memberId)}
        onDropdownOpen={() => {
          if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
        }}
      />
      {me && me.memberId !== now?.memberId && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          className={classes.small}
          onClick={() => void set(me.memberId)}
        >
          Assign to me
        </Anchor>
      )}
      {assign.error && <ProblemPanel error={assign.error} what="It was not assigned." />}
    </>
  )
}
