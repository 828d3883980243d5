import { SegmentedControl } from '@mantine/core'
import { parseSuppressions, type SuppressionState } from './suppressions-search'

type Props = {
  state: SuppressionState
  onChange: (search: ReturnType<typeof parseSuppressions>) => void
}

export function StateTabs({ state, onChange }: Props) {
  return (
    <SegmentedControl
      aria-label="State of suppressions"
      size="xs"
      w="fit-content"
      value={state}
      data={[
        { value: 'waiting', label: 'Waiting' },
        { value: 'in-force', label: 'In force' },
        { value: 'ended', label: 'Ended' },
      ]}
      onChange={(value) => onChange(parseSuppressions({ state: value }))}
    />
  )
}
