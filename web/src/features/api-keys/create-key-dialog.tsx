import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { useProjects } from '../projects/use-projects'
import { useTenantId } from '../tenants/use-tenant'
import { expiresAt, expiries } from './expiry'
import { NewKey } from './new-key'
import { type CreatedKey, useCreateKey } from './use-create-key'

type Props = { opened: boolean; onClose: () => void; projectId: string | null }

export function CreateKeyDialog({ opened, onClose, projectId }: Props) {
  // The key lives in this state alone: no cache, no address, no storage. Closing forgets it.
  const [created, setCreated] = useState<CreatedKey | null>(null)
  const close = () => {
    setCreated(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={created ? 'Copy the key now' : 'Create API key'}
      closeOnClickOutside={created === null}
      closeOnEscape={created === null}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {created ? (
        <NewKey created={created} onClose={close} />
      ) : (
        <CreateForm onCreated={setCreated} onCancel={close} chosen={projectId} />
      )}
    </Modal>
  )
}

type FormProps = { onCreated: (created: CreatedKey) => void; onCancel: () => void; chosen: string | null }

function CreateForm({ onCreated, onCancel, chosen }: FormProps) {
  const tenantId = useTenantId()
  const projects = useProjects(tenantId).items
  const [name, setName] = useState('')
  const [projectId, setProjectId] = useState<string | null>(chosen)
  const [expiry, setExpiry] = useState('90')
  const [mayExport, setMayExport] = useState(false)
  const [missing, setMissing] = useState(false)
  const { create, busy, error } = useCreateKey(onCreated)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!name.trim())
    if (name.trim()) void create({ name: name.trim(), projectId, expiresAt: expiresAt(expiry), mayExport })
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="Name"
          description="What uses it, for example “GitHub Actions of shop”."
          required
          maxLength={80}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={missing && 'Give the key a name.'}
        />
        <Select
          label="Scope"
          description="A key for one project cannot be used for another."
          placeholder="All projects of this organisation"
          clearable
          clearButtonProps={{ 'aria-label': 'All projects' }}
          searchable
          data={projects.map((one) => ({ value: one.id, label: one.name }))}
          value={projectId}
          onChange={setProjectId}
        />
        <Select
          label="Expires after"
          data={[...expiries]}
          value={expiry}
          onChange={(value) => setExpiry(value ?? '90')}
        />
        <Checkbox
          label="May export findings"
          description="Without it, a key that leaks can send findings but not read them out."
          checked={mayExport}
          onChange={(event) => setMayExport(event.currentTarget.checked)}
        />
        {error !== null && <ProblemPanel error={error} what="The key was not created." />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Create key
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
