import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { queries } from '../../api/client'
import type { NotificationChannel } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { useTenantId } from '../tenants/use-tenant'
import { ChannelNameField } from './channel-name-field'
import { missingIn, refusedIn } from './channel-words'
import { EventChoice } from './event-choice'
import { ProjectChoice } from './project-choice'
import { channelPath, useChannelsChanged } from './use-channels'

type Props = { channel: NotificationChannel; onClose: () => void }

export function EditChannelDialog({ channel, onClose }: Props) {
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`Edit ${channel.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <EditForm channel={channel} onClose={onClose} />
    </Modal>
  )
}

function EditForm({ channel, onClose }: Props) {
  const tenantId = useTenantId()
  const changed = useChannelsChanged()
  const { name, events, projectId, state } = channel
  const [fields, setFields] = useState({ name, events, projectId, paused: state === 'paused' })
  const [asked, setAsked] = useState(false)
  const set = (part: Partial<typeof fields>) => setFields({ ...fields, ...part })
  const save = queries.useMutation('put', channelPath, {
    onSuccess: async () => {
      await changed()
      onClose()
    },
  })
  const refused = refusedIn(save.error)
  const faults = { ...refused, ...(asked ? missingIn(fields) : {}) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Object.keys(missingIn(fields)).length > 0) return
    const body = { ...fields, name: fields.name.trim() }
    save.mutate({ params: { path: { tenantId, channelId: channel.id } }, body })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ChannelNameField
          value={fields.name}
          error={faults.name}
          onChange={(value) => set({ name: value })}
        />
        <ProjectChoice
          value={fields.projectId}
          name={channel.projectName}
          error={faults.projectId}
          onChange={(value) => set({ projectId: value })}
        />
        <EventChoice
          label="What it is told of"
          value={fields.events}
          error={faults.events}
          onChange={(value) => set({ events: value })}
        />
        <Checkbox
          label="Paused"
          description="Nothing is sent, and what waits is given up; it stays listed and can be sent again."
          checked={fields.paused}
          onChange={(event) => set({ paused: event.currentTarget.checked })}
        />
        {save.error && Object.keys(refused).length === 0 && (
          <ProblemPanel error={save.error} what="The channel was not changed." />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save channel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
