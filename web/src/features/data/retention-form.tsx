import { Button, Group, NumberInput, Radio, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Retention } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { plural } from '../../components/formats'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { daysFault, daysWords, isShorter, leastDays, mostDays } from './retention'
import { useSaveRetention } from './use-retention'

type Mode = 'plan' | 'own'

export function RetentionForm({ current }: { current: Retention }) {
  const { planDays, ownDays } = current
  const [mode, setMode] = useState<Mode>(ownDays === null ? 'plan' : 'own')
  const [typed, setTyped] = useState<number | string>(ownDays ?? '')
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState(false)
  const { save, busy, error, reset } = useSaveRetention(() => setAsking(false))
  const days = mode === 'plan' || typed === '' ? null : Number(typed)
  const fault = mode === 'own' ? daysFault(days, planDays) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (fault) return
    if (isShorter(days ?? planDays, current.days)) setAsking(true)
    else save(days)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" align="flex-start">
        <Radio.Group
          label="Keep what is done with"
          value={mode}
          onChange={(value) => setMode(value === 'own' ? 'own' : 'plan')}
        >
          <Stack gap={8} mt={6}>
            <Radio
              value="plan"
              label={planDays === null ? 'For ever' : `As the plan: ${daysWords(planDays)}`}
            />
            <Radio value="own" label={planDays === null ? 'For a number of days' : 'Longer than the plan'} />
          </Stack>
        </Radio.Group>
        {mode === 'own' && (
          <NumberInput
            label="Days"
            description={`At least ${Math.max(leastDays, planDays ?? 0)}, at most ${mostDays.toLocaleString('en')}.`}
            required
            w={220}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={typed}
            error={tried && fault}
            onChange={setTyped}
          />
        )}
        {error && !asking && <ProblemPanel error={error} what="How long data are kept was not changed." />}
        <Button type="submit" disabled={days === ownDays && fault === null} loading={busy && !asking}>
          Save retention
        </Button>
      </Stack>
      <ConfirmDialog
        opened={asking}
        title="Delete what is older?"
        confirm={`Keep ${daysWords(days ?? planDays)}`}
        busy={busy}
        error={error}
        failed="How long data are kept was not changed."
        onConfirm={() => save(days)}
        onClose={() => {
          reset()
          setAsking(false)
        }}
      >
        <Text>
          Until now it is kept {daysWords(current.days)}. What is done with and older than{' '}
          {plural(days ?? planDays ?? 0, 'day')} is deleted from the next minute on, and does not come back.
        </Text>
        <Group>
          <Text c="dimmed">An archive keeps what is here now.</Text>
        </Group>
      </ConfirmDialog>
    </form>
  )
}
