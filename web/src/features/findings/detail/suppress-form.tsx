import { Button, Checkbox, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { FindingDetail } from '../../../api/types'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { type Kind, kinds } from '../statuses'
import { endOfDay, tomorrow } from './end-of-day'
import { useStatusChange } from './use-status-change'

type Props = { finding: FindingDetail }

export function SuppressForm({ finding }: Props) {
  const [kind, setKind] = useState<Kind | null>(null)
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const [untilFixed, setUntilFixed] = useState(false)
  const [untilChanged, setUntilChanged] = useState(false)
  const [missing, setMissing] = useState(false)
  const { change, busy, error } = useStatusChange(finding)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!kind || !reason.trim())
    if (!kind || !reason.trim()) return
    const expiresAt = endOfDay(until)
    change(
      { status: kind, reason: reason.trim(), untilFixed, untilChanged, ...(expiresAt && { expiresAt }) },
      'Suppressed',
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Radio.Group
          label="Kind"
          required
          value={kind}
          onChange={(value) => setKind(kinds.find((one) => one.value === value)?.value ?? null)}
          error={missing && !kind && 'Choose a kind.'}
        >
          <Stack gap={8} mt={6} mb={6}>
            {kinds.map(({ value, words, hint }) => (
              <Radio key={value} value={value} label={words} description={hint} size="xs" />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="Reason"
          required
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={reason}
          error={missing && !reason.trim() && 'Say why.'}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit()
          }}
        />
        <TextInput
          type="date"
          label="Until the end of"
          description="Leave it empty for no date."
          min={tomorrow()}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Checkbox
          size="xs"
          label="End it when no scan sees the finding any more"
          checked={untilFixed}
          onChange={(event) => setUntilFixed(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label="End it when the code or the severity changes"
          checked={untilChanged}
          onChange={(event) => setUntilChanged(event.currentTarget.checked)}
        />
        {error !== null && <ProblemPanel error={error} what="It was not suppressed." />}
        <Button type="submit" loading={busy}>
          Suppress finding
        </Button>
        <Text size="xs" c="dimmed">
          It stops blocking the project’s gate, or is asked for where somebody else must approve. You can
          re-open it at any time.
        </Text>
      </Stack>
    </form>
  )
}
