import { Button, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { queries } from '../../api/client'
import { NameField } from '../../components/name-field'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { useTenant } from './use-tenant'

export function RenameTenantForm() {
  const tenant = useTenant()
  const client = useQueryClient()
  const [name, setName] = useState(tenant.name)
  const [missing, setMissing] = useState(false)
  const rename = queries.useMutation('put', '/api/tenants/{tenantId}', {
    onSuccess: async () => {
      notifications.show({ title: 'Saved', message: 'The organisation has its new name everywhere.' })
      await client.invalidateQueries({ queryKey: ['get', '/api/me'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!name.trim())
    if (name.trim()) rename.mutate({ params: { path: { tenantId: tenant.id } }, body: { name: name.trim() } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <NameField label="Name of the organisation" value={name} onChange={setName} missing={missing} />
        {rename.error && <ProblemPanel error={rename.error} what="The organisation was not renamed." />}
        <Group>
          <Button type="submit" disabled={name.trim() === tenant.name} loading={rename.isPending}>
            Save name
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
