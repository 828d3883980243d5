import { Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client'
import type { Role } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { roles, rolesToGive } from '../members/member-rules'
import { useTenant } from '../tenants/use-tenant'
import { invitationLink } from './invitation-link'
import { NewInvitation } from './new-invitation'

type Created = { role: Role; link: string; expiresAt: string }

type Props = { opened: boolean; onClose: () => void }

export function CreateInvitationDialog({ opened, onClose }: Props) {
  // The link lives in this state alone: no cache, no address, no storage. Closing forgets it.
  const [created, setCreated] = useState<Created | null>(null)
  const close = () => {
    setCreated(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={created ? 'Copy the link now' : 'Invite somebody'}
      closeOnClickOutside={created === null}
      closeOnEscape={created === null}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {created ? (
        <NewInvitation created={created} onClose={close} />
      ) : (
        <CreateForm onCreated={setCreated} onCancel={close} />
      )}
    </Modal>
  )
}

type FormProps = { onCreated: (created: Created) => void; onCancel: () => void }

const expiries = [1, 7, 14, 30].map((days) => ({
  value: String(days),
  label: days === 1 ? '1 day' : `${days} days`,
}))

function CreateForm({ onCreated, onCancel }: FormProps) {
  const tenant = useTenant()
  const client = useQueryClient()
  const [role, setRole] = useState<Role>('member')
  const [days, setDays] = useState('7')
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const offered = roles.filter((one) => rolesToGive(tenant.role).includes(one.role))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      // Not a mutation: its result would stay in the mutation cache.
      const { data } = await api.POST('/api/tenants/{tenantId}/invitations', {
        params: { path: { tenantId: tenant.id } },
        body: { role, expiresInDays: Number(days), note: note.trim() || null },
      })
      if (data)
        onCreated({ role, link: invitationLink(location.origin, data.token), expiresAt: data.expiresAt })
      await client.invalidateQueries({ queryKey: ['get', '/api/tenants/{tenantId}/invitations'] })
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Radio.Group
          label="Role"
          value={role}
          onChange={(value) => setRole(roles.find((one) => one.role === value)?.role ?? role)}
        >
          <Stack gap={8} mt={6}>
            {offered.map((one) => (
              <Radio key={one.role} value={one.role} label={one.name} description={one.may} size="xs" />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label="Note"
          description="For whom it is, so that you know it in the list. Whoever has the link can use it."
          maxLength={200}
          autoComplete="off"
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Select
          label="Expires after"
          data={expiries}
          value={days}
          onChange={(value) => setDays(value ?? '7')}
        />
        {error !== null && <ProblemPanel error={error} what="The invitation was not made." />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Create link
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
