import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useProject } from '../projects/use-project'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { CreateSuppressionDialog } from './create-suppression-dialog'
import { StateTabs } from './state-tabs'
import { SuppressionList } from './suppression-list'

const route = getRouteApi('/tenants/$tenantId/projects/$projectId/suppressions')

export function SuppressionsTab() {
  const { projectId, query } = useProject()
  const state = route.useSearch().state ?? 'in-force'
  const navigate = route.useNavigate()
  const [creating, { open, close }] = useDisclosure()
  const allowed = mayAdminister(useTenant()) && query.data?.archivedAt === null
  return (
    <>
      <Group justify="space-between" mb="md">
        <StateTabs state={state} onChange={(search) => void navigate({ search })} />
        {allowed && <Button onClick={open}>Suppress a path or rule</Button>}
      </Group>
      <SuppressionList projectId={projectId} state={state} />
      <CreateSuppressionDialog opened={creating} onClose={close} projectId={projectId} />
    </>
  )
}
