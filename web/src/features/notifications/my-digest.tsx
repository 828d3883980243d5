import { Button, MultiSelect, Radio, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { DigestFrequency, MyNotifications } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { Time } from '../../components/time'
import { useProjects } from '../projects/use-projects'
import { useTenant } from '../tenants/use-tenant'
import { isTroubled } from './channel-words'
import {
  type DigestFaults,
  type DigestFields,
  digestFaults,
  fieldsOf,
  frequencies,
  obstacleOf,
} from './digest-words'
import { EventChoice } from './event-choice'
import classes from './notifications.module.css'
import { useMyNotifications, useSaveMyNotifications } from './use-my-notifications'

/** What the organisation tells oneself by mail; nothing, until one asks for it. */
export function MyDigest() {
  const mine = useMyNotifications()
  if (mine.error)
    return (
      <ProblemPanel
        error={mine.error}
        what="Your digest could not be loaded."
        retry={() => void mine.refetch()}
      />
    )
  if (!mine.data) return <SkeletonRows rows={3} height={28} />
  return <DigestForm key={JSON.stringify(fieldsOf(mine.data))} current={mine.data} />
}

function DigestForm({ current }: { current: MyNotifications }) {
  const [fields, setFields] = useState(() => fieldsOf(current))
  const [asked, setAsked] = useState(false)
  const { save, busy, error } = useSaveMyNotifications()
  const set = (part: Partial<DigestFields>) => setFields({ ...fields, ...part })
  const unchanged = JSON.stringify(fields) === JSON.stringify(fieldsOf(current))
  const faults = asked ? digestFaults(fields) : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Object.keys(digestFaults(fields)).length === 0) save(fields)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" align="flex-start" maw={560}>
        <Standing current={current} />
        <FrequencyChoice
          value={fields.frequency}
          disabled={obstacleOf(current) !== null}
          onChange={(frequency) => set({ frequency })}
        />
        {fields.frequency !== 'off' && <WhatOf fields={fields} faults={faults} onChange={set} />}
        {error && <ProblemPanel error={error} what="Your digest was not changed." />}
        <Button type="submit" disabled={unchanged} loading={busy}>
          Save digest
        </Button>
      </Stack>
    </form>
  )
}

/** Where it goes, or why it cannot; and whether the last one left. */
function Standing({ current }: { current: MyNotifications }) {
  const { name } = useTenant()
  const { address, lastDeliveredAt, lastFailure } = current
  const obstacle = obstacleOf(current)
  return (
    <div>
      {obstacle ? (
        <Text>{obstacle}</Text>
      ) : (
        <Text style={{ overflowWrap: 'anywhere' }}>
          By e-mail to <strong>{address}</strong>, of what happens in {name}.
        </Text>
      )}
      {lastFailure && isTroubled(current) ? (
        <Text size="sm" c="dimmed">
          The last one did not leave, <Time at={lastFailure.at} />: {lastFailure.reason}.
        </Text>
      ) : (
        lastDeliveredAt && (
          <Text size="sm" c="dimmed">
            The last one left <Time at={lastDeliveredAt} />.
          </Text>
        )
      )}
    </div>
  )
}

type FrequencyProps = {
  value: DigestFrequency
  disabled: boolean
  onChange: (frequency: DigestFrequency) => void
}

/** Off can always be chosen. */
function FrequencyChoice({ value, disabled, onChange }: FrequencyProps) {
  return (
    <Radio.Group label="How often" value={value} onChange={(chosen) => onChange(chosen as DigestFrequency)}>
      <div className={classes.choices}>
        {frequencies.map(({ value: one, ...words }) => (
          <Radio key={one} value={one} disabled={disabled && one !== 'off'} {...words} />
        ))}
      </div>
    </Radio.Group>
  )
}

type WhatProps = {
  fields: DigestFields
  faults: DigestFaults
  onChange: (part: Partial<DigestFields>) => void
}

function WhatOf({ fields, faults, onChange }: WhatProps) {
  const projects = useProjects(useTenant().id).items
  return (
    <>
      <EventChoice
        label="What it tells of"
        value={fields.events}
        error={faults.events}
        onChange={(events) => onChange({ events })}
      />
      <Radio.Group
        label="Of which projects"
        value={fields.all ? 'all' : 'chosen'}
        onChange={(value) => onChange({ all: value === 'all' })}
      >
        <div className={classes.choices}>
          <Radio value="all" label="All projects" />
          <Radio value="chosen" label="Chosen projects" />
        </div>
      </Radio.Group>
      {!fields.all && (
        <MultiSelect
          label="Projects"
          required
          w="100%"
          searchable
          maxValues={200}
          placeholder={fields.projectIds.length === 0 ? 'Choose projects' : ''}
          data={projects.map((one) => ({ value: one.id, label: one.name }))}
          value={fields.projectIds}
          error={faults.projectIds}
          onChange={(projectIds) => onChange({ projectIds })}
        />
      )}
    </>
  )
}
