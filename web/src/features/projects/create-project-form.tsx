import { Button, Group, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { queries } from '../../api/client'
import { NameField } from '../../components/name-field'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { useTenantId } from '../tenants/use-tenant'

type Props = { onCancel?: (() => void) | undefined; onCreated: (projectId: string) => Promise<void> }

export function CreateProjectForm({ onCancel, onCreated }: Props) {
  const tenantId = useTenantId()
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const create = queries.useMutation('post', '/api/tenants/{tenantId}/projects', {
    onSuccess: ({ id }) => onCreated(id),
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
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={create.isPending}>
            Create project
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
