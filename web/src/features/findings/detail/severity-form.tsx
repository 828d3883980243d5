import { Button, Group, Select, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { queries } from '../../../api/client'
import type { FindingDetail, Severity } from '../../../api/types'
import { useDraft } from '../../../components/drafts'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { lookOf, severities } from '../../../components/severity/severity'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { useTenantId } from '../../tenants/use-tenant'
import { ReasonField } from '../reason-field'
import { useFindingsChanged } from '../use-findings'
import classes from './finding.module.css'
import { Prose } from './prose'

type Props = { finding: FindingDetail }

/** What the scanner says, what somebody says instead, and why. */
export function SeverityPart({ finding }: Props) {
  const [open, setOpen] = useState(false)
  const said = finding.severityReason !== null
  return (
    <div>
      <Group gap={8} wrap="nowrap" justify="space-between">
        <span className={classes.inline}>
          <SeverityTile severity={finding.severity} /> {lookOf(finding.severity).name}
        </span>
        <Button variant="subtle" size="compact-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
          Change severity
        </Button>
      </Group>
      {said && (
        <>
          <Prose text={finding.severityReason ?? ''} />
          <Prose
            text={`${finding.scanner} says ${lookOf(finding.toolSeverity).name.toLowerCase()}.`}
            dimmed
          />
        </>
      )}
      {open && <Form finding={finding} close={() => setOpen(false)} />}
    </div>
  )
}

function Form({ finding, close }: Props & { close: () => void }) {
  const tenantId = useTenantId()
  const changed = useFindingsChanged()
  const {
    value: draft,
    set,
    clear,
  } = useDraft(`severity ${finding.id}`, {
    severity: finding.severity as Severity,
    reason: '',
  })
  const [missing, setMissing] = useState(false)
  const change = queries.useMutation('put', '/api/tenants/{tenantId}/findings/{findingId}/severity')
  const send = (severity: Severity | null) =>
    change
      .mutateAsync({
        params: { path: { tenantId, findingId: finding.id } },
        body: severity ? { severity, reason: draft.reason.trim() } : { severity: null, reason: null },
      })
      .then(
        () => {
          clear()
          close()
          return changed()
        },
        () => undefined,
      )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!draft.reason.trim())
    if (draft.reason.trim()) send(draft.severity)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs" mt="xs">
        <Select
          label="Severity instead"
          size="xs"
          data={severities.map(({ severity, name }) => ({ value: severity, label: name }))}
          value={draft.severity}
          onChange={(value) => {
            const chosen = severities.find((one) => one.severity === value)
            if (chosen) set({ severity: chosen.severity })
          }}
        />
        <ReasonField
          label="Why"
          size="xs"
          value={draft.reason}
          onChange={(reason) => set({ reason })}
          error={missing && !draft.reason.trim() && 'Say why.'}
        />
        {change.error && <ProblemPanel error={change.error} what="The severity was not changed." />}
        <Group gap="xs">
          <Button type="submit" size="xs" loading={change.isPending}>
            Set severity
          </Button>
          {finding.severityReason !== null && (
            <Button size="xs" variant="default" disabled={change.isPending} onClick={() => send(null)}>
              As {finding.scanner} says
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
