import { Button, Stack, Text } from '@mantine/core'
import { keyset, queries } from '../../api/client'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { SetUpHint } from '../projects/set-up-hint'
import { useProject } from '../projects/use-project'
import { RunRows } from './run-rows'

export function RunsTab() {
  const { tenantId, projectId, query } = useProject()
  const project = query.data
  const runs = queries.useInfiniteQuery(
    'get',
    '/api/tenants/{tenantId}/projects/{projectId}/runs',
    { params: { path: { tenantId, projectId } } },
    {
      ...keyset,
      // Somebody following the set-up steps sees their first run arrive.
      refetchInterval: (query) => (query.state.data?.pages[0]?.items.length === 0 ? 5000 : false),
    },
  )
  if (runs.error)
    return (
      <ProblemPanel
        error={runs.error}
        what="The runs could not be loaded."
        retry={() => void runs.refetch()}
      />
    )
  if (!runs.data) return <SkeletonRows rows={6} height={36} />
  const items = runs.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return project?.archivedAt ? (
      <Text c="dimmed">It was never scanned.</Text>
    ) : (
      <SetUpHint projectId={projectId} />
    )
  return (
    <Stack gap="sm">
      <RunRows runs={items} />
      {runs.hasNextPage && (
        <Button variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          Show older runs
        </Button>
      )}
    </Stack>
  )
}
