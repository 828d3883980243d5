import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ProblemPanel } from '../../../../components/panels/problem-panel'

type Props = {
  title: string
  submit: string
  name?: string
  sharing?: boolean
  onClose: () => void
  onSubmit: (name: string, shared: boolean) => Promise<unknown>
}

export function ViewNameDialog({ title, submit, name: before = '', sharing, onClose, onSubmit }: Props) {
  const [name, setName] = useState(before)
  const [shared, setShared] = useState(false)
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(!name.trim())
    if (!name.trim()) return
    setBusy(true)
    try {
      await onSubmit(name.trim(), shared)
      onClose()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={(event) => void send(event)} noValidate>
        <Stack>
          <TextInput
            label="Name"
            required
            maxLength={80}
            autoComplete="off"
            data-autofocus
            value={name}
            error={missing && !name.trim() && 'Give it a name.'}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {sharing && (
            <Switch
              label="Share it with everybody of the organisation"
              checked={shared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
          )}
          {error !== null && <ProblemPanel error={error} what="The view was not saved." />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={busy}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
