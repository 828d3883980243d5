import { Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { type RunFilters, runsSentence } from './run-filters'
import { RunRows } from './run-rows'
import type { useRuns } from './use-runs'

type Props = {
  runs: ReturnType<typeof useRuns>
  filters: RunFilters
  change: (next: RunFilters) => void
  /** What stands there when there is no run at all. */
  never: ReactNode
  ofSeveral?: boolean
}

export function RunList({ runs, filters, change, never, ofSeveral = false }: Props) {
  if (runs.error && !runs.data)
    return (
      <ProblemPanel
        error={runs.error}
        what="The runs could not be loaded."
        retry={() => void runs.refetch()}
      />
    )
  if (!runs.data) return <SkeletonRows rows={8} height={36} />
  const items = runs.data.pages.flatMap((page) => page.items)
  if (items.length === 0 && Object.keys(filters).length === 0) return never
  if (items.length === 0)
    return (
      <EmptyPanel title="No run fits these filters">
        <Text c="dimmed">{`There are no ${runsSentence(filters)}.`}</Text>
        <Button variant="default" size="xs" onClick={() => change({})}>
          Show all runs
        </Button>
      </EmptyPanel>
    )
  return (
    <Stack gap="sm" align="stretch">
      <RunRows runs={items} ofSeveral={ofSeveral} />
      {runs.hasNextPage && (
        <Button
          variant="default"
          w="fit-content"
          loading={runs.isFetchingNextPage}
          onClick={() => void runs.fetchNextPage()}
        >
          Show older runs
        </Button>
      )}
    </Stack>
  )
}
