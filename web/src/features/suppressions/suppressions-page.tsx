import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { CreateSuppressionDialog } from './create-suppression-dialog'
import { StateTabs } from './state-tabs'
import { SuppressionList } from './suppression-list'
import { VexDialog } from './vex/vex-dialog'

const route = getRouteApi('/tenants/$tenantId/suppressions')

export function SuppressionsPage() {
  const tenant = useTenant()
  const state = route.useSearch().state ?? 'in-force'
  const navigate = route.useNavigate()
  const [creating, create] = useDisclosure()
  const [importing, vex] = useDisclosure()
  return (
    <>
      <PageHeader title="Suppressions" subtitle={`What ${tenant.name} has decided to leave alone`}>
        {mayAdminister(tenant) && (
          <Group gap="xs">
            <Button variant="default" onClick={vex.open}>
              Import VEX
            </Button>
            <Button onClick={create.open}>Suppress a path or rule</Button>
          </Group>
        )}
      </PageHeader>
      <div className={panels.body}>
        <StateTabs state={state} onChange={(search) => void navigate({ search })} />
        <SuppressionList projectId={null} state={state} />
      </div>
      <CreateSuppressionDialog opened={creating} onClose={create.close} projectId={null} />
      <VexDialog opened={importing} onClose={vex.close} />
    </>
  )
}
