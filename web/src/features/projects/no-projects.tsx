import { Button, Text } from '@mantine/core'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { mayAdminister, useTenant } from '../tenants/use-tenant'

export function NoProjects({ onCreate }: { onCreate: () => void }) {
  const tenant = useTenant()
  return (
    <EmptyPanel title={`${tenant.name} has no project yet`}>
      <Text c="dimmed">
        A project belongs to a repository or service, and has its own scanners and gate policy.
        {!mayAdminister(tenant) && ' An admin or owner can create one.'}
      </Text>
      {mayAdminister(tenant) && <Button onClick={onCreate}>Create the first project</Button>}
    </EmptyPanel>
  )
}
