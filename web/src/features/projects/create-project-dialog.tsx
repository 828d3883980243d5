import { Button, Group, Modal, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { queries } from '../../api/client'
import { NameField } from '../../components/name-field'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { useTenantId } from '../tenants/use-tenant'
import { useProjectsChanged } from './use-projects'

type Props = { opened: boolean; onClose: () => void }

export function CreateProjectDialog({ opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Create a project"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateForm onClose={onClose} />
    </Modal>
  )
}

function CreateForm({ onClose }: { onClose: () => void }) {
  const tenantId = useTenantId()
  const navigate = useNavigate()
  const changed = useProjectsChanged()
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const create = queries.useMutation('post', '/api/tenants/{tenantId}/projects', {
    onSuccess: async ({ id }) => {
      onClose()
      await navigate({ to: '/tenants/$tenantId/projects/$projectId', params: { tenantId, projectId: id } })
      await changed()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!name.trim())
    if (name.trim()) create.mutate({ params: { path: { tenantId } }, body: { name: name.trim() } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <NameField
          label="Name"
          description="Usually the repository or service. It can be renamed at any time."
          value={name}
          onChange={setName}
          missing={missing}
          focused
        />
        {create.error && <ProblemPanel error={create.error} what="The project was not created." />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create project
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
