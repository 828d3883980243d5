import { Button, Stack, Text } from '@mantine/core'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { SuppressionTable } from './suppression-table'
import type { SuppressionState } from './suppressions-search'
import { useSuppressions } from './use-suppressions'

const none: Record<SuppressionState, { title: string; hint: string }> = {
  'in-force': {
    title: 'Nothing is suppressed',
    hint: 'A finding is suppressed on its own page or in the list; admins suppress whole paths and rules here.',
  },
  waiting: {
    title: 'Nothing waits for an approval',
    hint: 'Projects with four eyes ask for one. Their settings turn it on.',
  },
  ended: {
    title: 'No suppression has ended yet',
    hint: 'One ends by its date, when its finding is fixed or changes, or when somebody lifts it.',
  },
}

type Props = { projectId: string | null; state: SuppressionState }

export function SuppressionList({ projectId, state }: Props) {
  const tenant = useTenant()
  const query = useSuppressions(tenant.id, projectId, state)
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Stack gap="sm" mt="md">
      {state === 'waiting' && items.length > 0 && (
        <Text size="sm" c="dimmed">
          Without effect until an admin or owner who did not ask for it approves
          {mayAdminister(tenant) ? '.' : '; you are a member.'}
        </Text>
      )}
      {query.error && (
        <ProblemPanel
          error={query.error}
          what="The suppressions could not be loaded."
          retry={() => void query.refetch()}
        />
      )}
      {query.isPending && <SkeletonRows rows={4} height={44} />}
      {query.data && items.length === 0 && (
        <EmptyPanel title={none[state].title}>
          <Text c="dimmed">{none[state].hint}</Text>
        </EmptyPanel>
      )}
      {items.length > 0 && (
        <SuppressionTable suppressions={items} state={state} withProject={projectId === null} />
      )}
      {query.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show older ones
        </Button>
      )}
    </Stack>
  )
}
