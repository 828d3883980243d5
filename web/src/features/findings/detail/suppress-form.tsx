import { Button, Checkbox, Chip, Group, Stack, Text, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import type { FindingDetail } from '../../../api/types'
import { useDraft } from '../../../components/drafts'
import { Time } from '../../../components/time'
import { KindField } from '../kind-field'
import { ReasonField } from '../reason-field'
import type { Kind } from '../statuses'
import { tomorrow } from './end-of-day'
import { type Expiry, expiresAt, expiryChoices, expiryWords } from './expiry'
import classes from './finding.module.css'
import type { StatusChange } from './use-status-change'

type Props = { finding: FindingDetail; status: StatusChange }

type Draft = {
  kind: Kind | null
  reason: string
  expiry: Expiry
  day: string
  untilFixed: boolean
  untilChanged: boolean
  missing: boolean
}

const empty: Draft = {
  kind: null,
  reason: '',
  expiry: '90',
  day: '',
  untilFixed: false,
  untilChanged: false,
  missing: false,
}

export function SuppressForm({ finding, status }: Props) {
  const { value: draft, set, clear } = useDraft(`suppress ${finding.id}`, empty)
  const { kind, reason, missing } = draft
  const ends = expiresAt(draft.expiry, draft.day)
  const needsDay = draft.expiry === 'custom' && !ends
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const lacks = !kind || !reason.trim() || needsDay
    set({ missing: lacks })
    if (lacks) return
    const { untilFixed, untilChanged } = draft
    void status.change(
      { status: kind, reason: reason.trim(), untilFixed, untilChanged, ...(ends && { expiresAt: ends }) },
      clear,
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <KindField
          label="Suppress as"
          value={kind}
          onChange={(chosen) => set({ kind: chosen })}
          error={missing && !kind && 'Choose a kind.'}
        />
        <ReasonField
          value={reason}
          onChange={(words) => set({ reason: words })}
          error={missing && !reason.trim() && 'Say why.'}
        />
        <Ends draft={draft} set={set} ends={ends} missing={missing && needsDay} />
        <Button type="submit" loading={status.busy}>
          {status.fourEyes ? 'Ask to suppress finding' : 'Suppress finding'}
        </Button>
        <Text size="xs" c="dimmed">
          {status.fourEyes
            ? 'This project asks for four eyes: it stays as it is until an admin or owner other than you approves.'
            : 'It stops blocking the project’s gate. You can re-open it at any time.'}
        </Text>
      </Stack>
    </form>
  )
}

type EndsProps = {
  draft: Draft
  set: (next: Partial<Draft>) => void
  ends: string | undefined
  missing: boolean
}

function Ends({ draft, set, ends, missing }: EndsProps) {
  return (
    <fieldset className={classes.ends}>
      <legend>It ends</legend>
      <Chip.Group
        value={draft.expiry}
        onChange={(value) => set({ expiry: expiryChoices.find((one) => one === value) ?? '90' })}
      >
        <Group gap={6}>
          {expiryChoices.map((one) => (
            <Chip key={one} value={one} size="xs">
              {expiryWords[one]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {draft.expiry === 'custom' && (
        <TextInput
          type="date"
          size="xs"
          label="Until the end of"
          min={tomorrow()}
          value={draft.day}
          error={missing && 'Choose a day.'}
          onChange={(event) => set({ day: event.currentTarget.value })}
        />
      )}
      <Text size="xs" c="dimmed">
        {ends ? (
          <>
            Open again <Time at={ends} />.
          </>
        ) : draft.expiry === 'none' ? (
          'No date ends it: somebody has to.'
        ) : (
          'Choose a day.'
        )}
      </Text>
      <Checkbox
        size="xs"
        label="Or when no scan sees it any more"
        checked={draft.untilFixed}
        onChange={(event) => set({ untilFixed: event.currentTarget.checked })}
      />
      <Checkbox
        size="xs"
        label="Or when its code or severity changes"
        checked={draft.untilChanged}
        onChange={(event) => set({ untilChanged: event.currentTarget.checked })}
      />
    </fieldset>
  )
}
