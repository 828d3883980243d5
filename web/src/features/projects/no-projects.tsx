import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { mayAdminister, useTenant } from '../tenants/use-tenant'

export function NoProjects() {
  const tenant = useTenant()
  return (
    <EmptyPanel title={`${tenant.name} has no project yet`}>
      <Text c="dimmed">
        A project belongs to a repository or service, and has its own scanners and gate policy.
        {!mayAdminister(tenant) && ' An admin or owner can create one.'}
      </Text>
      <Button
        variant={mayAdminister(tenant) ? 'filled' : 'default'}
        renderRoot={(props) => (
          <Link to="/tenants/$tenantId/set-up" params={{ tenantId: tenant.id }} {...props} />
        )}
      >
        {mayAdminister(tenant) ? 'Set up the first project' : 'Who can do it'}
      </Button>
    </EmptyPanel>
  )
}
