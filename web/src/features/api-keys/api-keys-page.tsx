import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { keyset, queries } from '../../api/client'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { ApiKeyTable } from './api-key-table'
import { CreateKeyDialog } from './create-key-dialog'

export function ApiKeysPage() {
  const tenant = useTenant()
  const [creating, { open, close }] = useDisclosure()
  const allowed = mayAdminister(tenant)
  return (
    <>
      <PageHeader title="API keys" subtitle="What your pipelines sign in with">
        {allowed && <Button onClick={open}>Create API key</Button>}
      </PageHeader>
      <div className={panels.body}>
        {allowed ? (
          <KeyList tenantId={tenant.id} />
        ) : (
          <EmptyPanel title="You may not see API keys">
            {`Admins and owners of ${tenant.name} manage them; you are a member. An owner can make you an admin.`}
          </EmptyPanel>
        )}
      </div>
      <CreateKeyDialog opened={creating} onClose={close} />
    </>
  )
}

function KeyList({ tenantId }: { tenantId: string }) {
  const keys = queries.useInfiniteQuery(
    'get',
    '/api/tenants/{tenantId}/api-keys',
    { params: { path: { tenantId } } },
    keyset,
  )
  if (keys.error)
    return (
      <ProblemPanel
        error={keys.error}
        what="The API keys could not be loaded."
        retry={() => void keys.refetch()}
      />
    )
  if (!keys.data) return <SkeletonRows rows={5} height={44} />
  const items = keys.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <EmptyPanel title="There is no API key yet">
        A pipeline needs one to send findings and to ask the gate. Create the first one above.
      </EmptyPanel>
    )
  return (
    <>
      <ApiKeyTable keys={items} />
      {keys.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          loading={keys.isFetchingNextPage}
          onClick={() => void keys.fetchNextPage()}
        >
          Show older keys
        </Button>
      )}
    </>
  )
}
