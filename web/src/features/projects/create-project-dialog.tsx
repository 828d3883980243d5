import { Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTenantId } from '../tenants/use-tenant'
import { CreateProjectForm } from './create-project-form'
import { useProjectsChanged } from './use-projects'

type Props = { opened: boolean; onClose: () => void }

export function CreateProjectDialog({ opened, onClose }: Props) {
  const tenantId = useTenantId()
  const navigate = useNavigate()
  const changed = useProjectsChanged()
  const onCreated = async (projectId: string) => {
    onClose()
    await navigate({ to: '/tenants/$tenantId/projects/$projectId', params: { tenantId, projectId } })
    await changed()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Create a project"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateProjectForm onCancel={onClose} onCreated={onCreated} />
    </Modal>
  )
}
