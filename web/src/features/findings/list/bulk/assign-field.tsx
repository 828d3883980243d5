import { Select } from '@mantine/core'
import type { Member } from '../../../../api/types'

type Props = { members: Member[]; value: string | null; set: (memberId: string | null) => void }

export function AssignField({ members, value, set }: Props) {
  return (
    <Select
      label="Who sees to it"
      placeholder="Nobody"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Nobody' }}
      data-autofocus
      data={members.map((one) => ({ value: one.memberId, label: one.isMe ? `${one.name} (you)` : one.name }))}
      value={value}
      onChange={set}
    />
  )
}
