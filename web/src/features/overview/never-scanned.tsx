import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { plural } from '../../components/formats'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { CreateProjectDialog } from '../projects/create-project-dialog'
import { NoProjects } from '../projects/no-projects'
import { mayAdminister, useTenant } from '../tenants/use-tenant'

/** Nothing to show is not the same as nothing found. */
export function NeverScanned({ projects }: { projects: number }) {
  const tenant = useTenant()
  const [creating, { open, close }] = useDisclosure()
  if (projects === 0)
    return (
      <>
        <NoProjects onCreate={open} />
        <CreateProjectDialog opened={creating} onClose={close} />
      </>
    )
  return (
    <EmptyPanel title="Nothing has been scanned yet">
      <Text c="dimmed">
        {`${plural(projects, 'project')} wait${projects === 1 ? 's' : ''} for a first run, which is not the same as nothing found.`}
        {!mayAdminister(tenant) && ' An admin or owner can set it up.'}
      </Text>
      <Button
        renderRoot={(props) => (
          <Link to="/tenants/$tenantId/projects" params={{ tenantId: tenant.id }} search={{}} {...props} />
        )}
      >
        Set a project up
      </Button>
    </EmptyPanel>
  )
}
