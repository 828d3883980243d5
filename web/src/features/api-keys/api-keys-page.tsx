import { Button, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { RoleNeeded } from '../members/role-needed'
import { useProjects } from '../projects/use-projects'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { CreateKeyDialog } from './create-key-dialog'
import { KeyList } from './key-list'

const route = getRouteApi('/tenants/$tenantId/api-keys')

export function ApiKeysPage() {
  const tenant = useTenant()
  if (!mayAdminister(tenant))
    return (
      <>
        <PageHeader title="API keys" />
        <RoleNeeded title="You may not see API keys" missing="admin" />
      </>
    )
  return <Keys />
}

function Keys() {
  const { projectId } = route.useSearch()
  const [creating, { open, close }] = useDisclosure()
  return (
    <>
      <PageHeader title="API keys" subtitle="What your pipelines sign in with">
        <Button onClick={open}>Create API key</Button>
      </PageHeader>
      <div className={panels.body}>
        <ProjectFilter />
        <KeyList projectId={projectId ?? null} onCreate={open} />
      </div>
      <CreateKeyDialog opened={creating} onClose={close} projectId={projectId ?? null} />
    </>
  )
}

function ProjectFilter() {
  const tenant = useTenant()
  const { projectId } = route.useSearch()
  const navigate = route.useNavigate()
  const projects = useProjects(tenant.id)
  if (projects.items.length === 0) return null
  return (
    <Select
      label="Good for"
      size="xs"
      mb="sm"
      w={280}
      maw="100%"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'All keys' }}
      placeholder="Any project"
      data={projects.items.map((one) => ({ value: one.id, label: one.name }))}
      value={projectId ?? null}
      onChange={(value) => void navigate({ search: value ? { projectId: value } : {} })}
    />
  )
}
