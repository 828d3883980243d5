import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { plural } from '../../components/formats'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { NoProjects } from '../projects/no-projects'
import { mayAdminister, useTenant } from '../tenants/use-tenant'

/** Nothing to show is not the same as nothing found. */
export function NeverScanned({ projects }: { projects: number }) {
  const tenant = useTenant()
  if (projects === 0) return <NoProjects />
  return (
    <EmptyPanel title="Nothing has been scanned yet">
      <Text c="dimmed">
        {`${plural(projects, 'project')} wait${projects === 1 ? 's' : ''} for a first run, which is not the same as nothing found.`}
        {!mayAdminister(tenant) && ' An admin or owner can set it up.'}
      </Text>
      <Button
        variant={mayAdminister(tenant) ? 'filled' : 'default'}
        renderRoot={(props) => (
          <Link to="/tenants/$tenantId/set-up" params={{ tenantId: tenant.id }} {...props} />
        )}
      >
        {mayAdminister(tenant) ? 'Set a project up' : 'Who can do it'}
      </Button>
    </EmptyPanel>
  )
}
