import { Text, Title } from '@mantine/core'
import type { FindingDetail } from '../../../api/types'
import panels from '../../../components/panels/panels.module.css'
import { StateBadge } from '../../../components/panels/state-badge'
import { Time } from '../../../components/time'
import { AssigneeField } from './assignee-field'
import classes from './finding.module.css'
import { SeverityPart } from './severity-form'

type Props = { finding: FindingDetail }

/** Who sees to a finding, until when, and how bad it is. */
export function FindingCare({ finding }: Props) {
  return (
    <section className={panels.card} aria-labelledby="care">
      <div className={classes.cardHead}>
        <Title order={2} size="h3" id="care">
          Care
        </Title>
      </div>
      <div className={classes.cardBody}>
        <AssigneeField finding={finding} />
      </div>
      <dl className={classes.facts}>
        <dt>Severity</dt>
        <dd>
          <SeverityPart finding={finding} />
        </dd>
        <dt>Due</dt>
        <dd>
          <Due finding={finding} />
        </dd>
        <dt>First seen</dt>
        <dd>
          <Time at={finding.firstSeenAt} />
        </dd>
        <dt>Last seen</dt>
        <dd>
          <Time at={finding.lastSeenAt} />
        </dd>
        {finding.ignoredInSource !== null && (
          <>
            <dt>In the source</dt>
            <dd>
              <StateBadge state="neutral">Ignored in source</StateBadge>
              <Text size="sm" c="dimmed" component="code" className="so-code">
                {finding.ignoredInSource}
              </Text>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Due({ finding }: Props) {
  if (!finding.dueAt) return <Text c="dimmed">No due date: the project sets none for this severity</Text>
  const unsettled = finding.status === 'open' || finding.status === 'in-review'
  return (
    <span className={classes.inline}>
      <Time at={finding.dueAt} />
      {unsettled && Date.parse(finding.dueAt) < Date.now() && <StateBadge state="warn">Overdue</StateBadge>}
    </span>
  )
}
