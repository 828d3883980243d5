import { Button, Group, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { queries } from '../../api/client'
import { NameField } from '../../components/name-field'
import { ProblemPanel } from '../../components/panels/problem-panel'

type Props = { onCancel?: () => void; onCreated?: () => void }

export function CreateTenantForm({ onCancel, onCreated }: Props) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const create = queries.useMutation('post', '/api/tenants', {
    onSuccess: async (created) => {
      // Its pages exist only for whom the API names as a member.
      await client.invalidateQueries({ queryKey: ['get', '/api/me'] })
      await navigate({ to: '/tenants/$tenantId/set-up', params: { tenantId: created.id } })
      onCreated?.()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!name.trim())
    if (name.trim()) create.mutate({ body: { name: name.trim() } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <NameField
          label="Name"
          description="As your colleagues know it. You become its owner and invite them."
          value={name}
          onChange={setName}
          missing={missing}
          focused
        />
        {create.error && <ProblemPanel error={create.error} what="The organisation was not created." />}
        <Group justify="flex-end">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={create.isPending}>
            Create organisation
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
