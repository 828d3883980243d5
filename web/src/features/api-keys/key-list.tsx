import { Button, Text } from '@mantine/core'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { useTenantId } from '../tenants/use-tenant'
import { ApiKeyTable } from './api-key-table'
import { useApiKeys } from './use-api-keys'

type Props = { projectId: string | null; onCreate: () => void }

/** All keys, or those that are good for one project: its own and those of all projects. */
export function KeyList({ projectId, onCreate }: Props) {
  const tenantId = useTenantId()
  const { keys, all, items } = useApiKeys(tenantId, projectId)
  const { hasNextPage, error, fetchNextPage } = keys
  if (error)
    return (
      <ProblemPanel
        error={error}
        what="The API keys could not be loaded."
        retry={() => void keys.refetch()}
      />
    )
  if (!keys.data) return <SkeletonRows rows={5} height={44} />
  if (items.length === 0 && !hasNextPage)
    return (
      <EmptyPanel title={all.length ? 'No key is good for this project' : 'There is no API key yet'}>
        <Text c="dimmed">A pipeline needs one to send findings and to ask the gate.</Text>
        <Button onClick={onCreate}>{all.length ? 'Create a key for it' : 'Create the first key'}</Button>
      </EmptyPanel>
    )
  return (
    <>
      <ApiKeyTable keys={items} />
      {hasNextPage && !projectId && (
        <Button
          mt="sm"
          variant="default"
          loading={keys.isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          Show older keys
        </Button>
      )}
    </>
  )
}
