import { Button, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { useProject } from '../projects/use-project'
import { SuppressionTable } from './suppression-table'
import { type SuppressionState, useSuppressions } from './use-suppressions'

const states: { value: SuppressionState; label: string; none: string }[] = [
  { value: 'in-force', label: 'In force', none: 'Nothing is suppressed here.' },
  { value: 'waiting', label: 'Waiting', none: 'Nothing waits for an approval.' },
  { value: 'ended', label: 'Ended', none: 'No suppression has ended yet.' },
]

export function SuppressionsTab() {
  const { tenantId, projectId } = useProject()
  const [state, setState] = useState<SuppressionState>('in-force')
  const query = useSuppressions(tenantId, projectId, state)
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label="State of suppressions"
        size="xs"
        w="fit-content"
        value={state}
        data={states.map(({ value, label }) => ({ value, label }))}
        onChange={(value) => setState(states.find((one) => one.value === value)?.value ?? 'in-force')}
      />
      {query.error && (
        <ProblemPanel
          error={query.error}
          what="The suppressions could not be loaded."
          retry={() => void query.refetch()}
        />
      )}
      {query.isPending && <SkeletonRows rows={4} />}
      {query.data && items.length === 0 && (
        <EmptyPanel title={states.find((one) => one.value === state)?.none ?? ''}>
          <Text c="dimmed">
            A finding is suppressed on its own page. Paths and rules are suppressed by admins through the API.
          </Text>
        </EmptyPanel>
      )}
      {items.length > 0 && <SuppressionTable suppressions={items} />}
      {query.hasNextPage && (
        <Button variant="default" size="xs" w="fit-content" onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Stack>
  )
}
