import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { plural } from '../../components/formats'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { mayAdminister, useTenant } from '../tenants/use-tenant'

/** Nothing to show is not the same as nothing found. */
export function NeverScanned({ projects }: { projects: number }) {
  const tenant = useTenant()
  return (
    <EmptyPanel title="Nothing has been scanned yet">
      <Text c="dimmed">
        {projects > 0
          ? `${plural(projects, 'project')} wait${projects === 1 ? 's' : ''} for a first run, which is not the same as nothing found.`
          : 'Create a project for a repository or service, then let its pipeline scan it.'}
        {!mayAdminister(tenant) && ' An admin or owner can set it up.'}
      </Text>
      <Button
        renderRoot={(props) => (
          <Link to="/tenants/$tenantId/projects" params={{ tenantId: tenant.id }} search={{}} {...props} />
        )}
      >
        {projects > 0 ? 'Set a project up' : 'Go to projects'}
      </Button>
    </EmptyPanel>
  )
}
