import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { RefObject } from 'react'
import type { FindingDetail } from '../../../api/types'
import panels from '../../../components/panels/panels.module.css'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { isSuppressed, type Status } from '../statuses'
import classes from './finding.module.css'
import { SuppressForm } from './suppress-form'
import { Suppression } from './suppression'
import { useStatusChange } from './use-status-change'

type Props = { finding: FindingDetail; panelRef: RefObject<HTMLElement | null>; next: (() => void) | null }

export function StatusPanel({ finding, panelRef, next }: Props) {
  const unsettled = finding.status === 'open' || finding.status === 'in-review'
  return (
    <section className={panels.card} ref={panelRef} aria-labelledby="status">
      <Title order={2} size="h3" id="status" className={classes.cardTitle}>
        {titleOf(finding.status)}
      </Title>
      <div className={classes.cardBody}>
        {unsettled ? <Unsettled finding={finding} /> : <Settled finding={finding} next={next} />}
      </div>
    </section>
  )
}

const titleOf = (status: Status) =>
  status === 'resolved' ? 'Resolved' : isSuppressed(status) ? 'Suppressed' : 'Suppress'

function Unsettled({ finding }: { finding: FindingDetail }) {
  const { change, busy, error } = useStatusChange(finding)
  const inReview = finding.status === 'in-review'
  return (
    <Stack gap="md">
      {finding.asked && <Suppression of={finding.asked} waits />}
      <SuppressForm finding={finding} />
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          loading={busy}
          onClick={() =>
            inReview
              ? change({ status: 'open' }, 'Open again')
              : change({ status: 'in-review' }, 'Taken into review')
          }
        >
          {inReview ? 'Back to open' : 'Take into review'}
        </Button>
        <Button
          variant="default"
          size="xs"
          loading={busy}
          onClick={() => change({ status: 'resolved' }, 'Resolved')}
        >
          Mark as resolved
        </Button>
      </Group>
      {error !== null && <ProblemPanel error={error} what="It was not changed." />}
    </Stack>
  )
}

function Settled({ finding, next }: { finding: FindingDetail; next: (() => void) | null }) {
  const { change, busy, error } = useStatusChange(finding)
  const wide = finding.suppression !== null && finding.suppression.scope !== 'finding'
  return (
    <Stack gap="sm">
      {finding.suppression && <Suppression of={finding.suppression} />}
      {finding.status === 'resolved' && (
        <Text>
          {finding.detected
            ? 'Somebody said that it is fixed. A scan that still sees it opens it again.'
            : 'No scan sees it any more. One that sees it again opens it.'}
        </Text>
      )}
      {error !== null && <ProblemPanel error={error} what="It was not re-opened." />}
      {next && <Button onClick={next}>Next finding</Button>}
      {finding.detected && !wide && (
        <Button variant="default" loading={busy} onClick={() => change({ status: 'open' }, 'Re-opened')}>
          Re-open finding
        </Button>
      )}
    </Stack>
  )
}
