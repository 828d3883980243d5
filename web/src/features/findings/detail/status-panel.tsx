import { Button, Radio, Stack, Text, Textarea, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, type RefObject, useState } from 'react'
import { queries } from '../../../api/client'
import type { FindingDetail } from '../../../api/types'
import panels from '../../../components/panels/panels.module.css'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { useTenantId } from '../../tenants/use-tenant'
import { useFindingsChanged } from '../use-findings'
import classes from './finding.module.css'
import { lookUpReason, type Reason, reasons } from './reasons'

type Props = { finding: FindingDetail; panelRef: RefObject<HTMLElement | null>; next: (() => void) | null }

export function StatusPanel({ finding, panelRef, next }: Props) {
  return (
    <section className={panels.card} ref={panelRef} aria-labelledby="status">
      <Title order={2} size="h3" id="status" className={classes.cardTitle}>
        {finding.status === 'open' ? 'Suppress' : 'Suppressed'}
      </Title>
      <div className={classes.cardBody}>
        {finding.status === 'open' ? (
          <Suppress finding={finding} />
        ) : (
          <Reopen finding={finding} next={next} />
        )}
      </div>
    </section>
  )
}

function Suppress({ finding }: { finding: FindingDetail }) {
  const [reason, setReason] = useState<Reason | null>(null)
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const { change, busy, error } = useStatusChange(finding)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!reason)
    if (!reason) return
    change(
      { status: 'suppressed', reason, ...(comment.trim() ? { comment: comment.trim() } : {}) },
      'Suppressed',
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Radio.Group
          label="Reason"
          required
          value={reason}
          onChange={(value) => {
            setReason(reasons.find((one) => one.value === value)?.value ?? null)
            setMissing(false)
          }}
          error={missing && 'Choose a reason.'}
        >
          <Stack gap={8} mt={6} mb={missing ? 6 : 0}>
            {reasons.map(({ value, words, hint }) => (
              <Radio key={value} value={value} label={words} description={hint} size="xs" />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="Comment"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit()
          }}
        />
        {error !== null && <ProblemPanel error={error} what="It was not suppressed." />}
        <Button type="submit" loading={busy}>
          Suppress finding
        </Button>
        <Text size="xs" c="dimmed">
          It stops blocking the project’s gate from now on. You can re-open it at any time.
        </Text>
      </Stack>
    </form>
  )
}

function Reopen({ finding, next }: { finding: FindingDetail; next: (() => void) | null }) {
  const { change, busy, error } = useStatusChange(finding)
  return (
    <Stack gap="sm">
      <div>
        <Text fw={500}>{lookUpReason(finding.suppressionReason ?? 'No reason was given').words}</Text>
        {finding.comment && (
          <Text c="dimmed" className={classes.prose}>
            {finding.comment}
          </Text>
        )}
      </div>
      {error !== null && <ProblemPanel error={error} what="It was not re-opened." />}
      {next && <Button onClick={next}>Next finding</Button>}
      <Button variant="default" loading={busy} onClick={() => change({ status: 'open' }, 'Re-opened')}>
        Re-open finding
      </Button>
    </Stack>
  )
}

function useStatusChange(finding: FindingDetail) {
  const tenantId = useTenantId()
  const changed = useFindingsChanged()
  const mutation = queries.useMutation('put', '/api/tenants/{tenantId}/findings/{findingId}/status')
  const change = (body: { status: 'open' | 'suppressed'; reason?: Reason; comment?: string }, done: string) =>
    mutation.mutate(
      { params: { path: { tenantId, findingId: finding.id } }, body },
      {
        onSuccess: () => {
          notifications.show({ title: done, message: finding.title, autoClose: 4000 })
          return changed()
        },
      },
    )
  return { change, busy: mutation.isPending, error: mutation.error }
}
