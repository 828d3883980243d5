import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { RefObject } from 'react'
import type { FindingDetail } from '../../../api/types'
import panels from '../../../components/panels/panels.module.css'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { StateBadge } from '../../../components/panels/state-badge'
import { statusStates, statusWords } from '../statuses'
import classes from './finding.module.css'
import { SuppressForm } from './suppress-form'
import { Suppression } from './suppression'
import type { StatusChange } from './use-status-change'

type Props = {
  finding: FindingDetail
  status: StatusChange
  panelRef: RefObject<HTMLElement | null>
  next: (() => void) | null
}

export function StatusPanel({ finding, status, panelRef, next }: Props) {
  const unsettled = finding.status === 'open' || finding.status === 'in-review'
  return (
    <section className={panels.card} ref={panelRef} aria-labelledby="status">
      <div className={classes.cardHead}>
        <Title order={2} size="h3" id="status">
          Status
        </Title>
        <StateBadge state={statusStates[finding.status]}>{statusWords[finding.status]}</StateBadge>
      </div>
      <Stack gap="md" className={classes.cardBody}>
        {status.error !== null && <ProblemPanel error={status.error} what="The status was not changed." />}
        {unsettled ? (
          <Unsettled finding={finding} status={status} />
        ) : (
          <Settled finding={finding} status={status} next={next} />
        )}
      </Stack>
    </section>
  )
}

type PartProps = { finding: FindingDetail; status: StatusChange }

function Unsettled({ finding, status }: PartProps) {
  const inReview = finding.status === 'in-review'
  return (
    <>
      {finding.asked && <Suppression of={finding.asked} waits />}
      <Group gap="xs" grow>
        <Button
          variant="default"
          size="xs"
          disabled={status.busy}
          onClick={() => void status.change({ status: inReview ? 'open' : 'in-review' })}
        >
          {inReview ? 'Back to open' : 'Take into review'}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={status.busy}
          onClick={() => void status.change({ status: 'resolved' })}
        >
          Mark as resolved
        </Button>
      </Group>
      <SuppressForm finding={finding} status={status} />
    </>
  )
}

function Settled({ finding, status, next }: PartProps & { next: (() => void) | null }) {
  const wide = finding.suppression !== null && finding.suppression.scope !== 'finding'
  return (
    <>
      {finding.suppression && <Suppression of={finding.suppression} />}
      {finding.status === 'resolved' && (
        <Text>
          {finding.detected
            ? 'Somebody said that it is fixed. A scan that still sees it opens it again.'
            : 'No scan sees it any more. One that sees it again opens it.'}
        </Text>
      )}
      {next && <Button onClick={next}>Next finding</Button>}
      {finding.detected && !wide && (
        <Button
          variant="default"
          disabled={status.busy}
          onClick={() => void status.change({ status: 'open' })}
        >
          Re-open finding
        </Button>
      )}
      {wide && (
        <Text c="dimmed" size="sm">
          It holds for more than this finding, so it is ended under Suppressions of the project.
        </Text>
      )}
    </>
  )
}
