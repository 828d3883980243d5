import { Button, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { queries } from '../../../api/client'
import { NameField } from '../../../components/name-field'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { useProject } from '../use-project'
import { useProjectsChanged } from '../use-projects'

export function RenameProjectForm({ current }: { current: string }) {
  const { tenantId, projectId } = useProject()
  const changed = useProjectsChanged()
  const [name, setName] = useState(current)
  const [missing, setMissing] = useState(false)
  const rename = queries.useMutation('put', '/api/tenants/{tenantId}/projects/{projectId}', {
    onSuccess: () => {
      notifications.show({
        title: 'Saved',
        message: 'Pipelines know the project by its id and notice nothing.',
      })
      return changed()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!name.trim())
    if (name.trim()) rename.mutate({ params: { path: { tenantId, projectId } }, body: { name: name.trim() } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <NameField label="Name of the project" value={name} onChange={setName} missing={missing} />
        {rename.error && <ProblemPanel error={rename.error} what="The project was not renamed." />}
        <Group>
          <Button type="submit" disabled={name.trim() === current} loading={rename.isPending}>
            Save name
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
