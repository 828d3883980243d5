import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import type { ChannelKind } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { ChannelNameField } from './channel-name-field'
import {
  type ChannelFields,
  channelKinds,
  type Faults,
  missingIn,
  newChannel,
  refusedIn,
  requestOf,
} from './channel-words'
import { EventChoice } from './event-choice'
import { KindChoice } from './kind-choice'
import { NewSigningKey } from './new-signing-key'
import { ProjectChoice } from './project-choice'
import { useCreateChannel } from './use-signing-key'

type Created = { name: string; signingKey: string }

export function CreateChannelDialog({ mail, onClose }: { mail: boolean; onClose: () => void }) {
  // The key lives in this state alone: no cache, no address, no storage. Closing forgets it.
  const [created, setCreated] = useState<Created | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={created ? 'Copy the signing key now' : 'Add a channel'}
      closeOnClickOutside={created === null}
      closeOnEscape={created === null}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {created ? (
        <NewSigningKey {...created} onClose={onClose} />
      ) : (
        <CreateForm mail={mail} onKey={setCreated} onClose={onClose} />
      )}
    </Modal>
  )
}

type FormProps = { mail: boolean; onKey: (created: Created) => void; onClose: () => void }

function CreateForm({ mail, onKey, onClose }: FormProps) {
  const [fields, setFields] = useState<ChannelFields>(newChannel)
  const [asked, setAsked] = useState(false)
  const { run, busy, error } = useCreateChannel((signingKey) => {
    if (signingKey) return onKey({ name: fields.name.trim(), signingKey })
    notifications.show({ title: 'Added', message: 'Send a test to see whether it arrives.' })
    onClose()
  })
  const refused = refusedIn(error)
  const faults = { ...refused, ...(asked ? missingIn(fields) : {}) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Object.keys(missingIn(fields)).length === 0) void run(requestOf(fields))
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ChannelInputs fields={fields} faults={faults} mail={mail} onChange={setFields} />
        {error !== null && Object.keys(refused).length === 0 && (
          <ProblemPanel error={error} what="The channel was not added." />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Add channel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type InputsProps = {
  fields: ChannelFields
  faults: Faults
  mail: boolean
  onChange: (fields: ChannelFields) => void
}

function ChannelInputs({ fields, faults, mail, onChange }: InputsProps) {
  const { address, hint, placeholder } = channelKinds[fields.kind]
  const set = (part: Partial<ChannelFields>) => onChange({ ...fields, ...part })
  const asKind = (kind: ChannelKind) =>
    // An address of mail is none of a hook.
    set({ kind, address: (kind === 'email') === (fields.kind === 'email') ? fields.address : '' })
  return (
    <>
      <KindChoice value={fields.kind} mail={mail} error={faults.kind} onChange={asKind} />
      <ChannelNameField value={fields.name} error={faults.name} onChange={(name) => set({ name })} />
      <TextInput
        label={address}
        description={hint}
        placeholder={placeholder}
        required
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
        inputMode={fields.kind === 'email' ? 'email' : 'url'}
        value={fields.address}
        error={faults.address}
        onChange={(event) => set({ address: event.currentTarget.value })}
      />
      <ProjectChoice
        value={fields.projectId}
        error={faults.projectId}
        onChange={(projectId) => set({ projectId })}
      />
      <EventChoice
        label="What it is told of"
        value={fields.events}
        error={faults.events}
        onChange={(events) => set({ events })}
      />
    </>
  )
}
