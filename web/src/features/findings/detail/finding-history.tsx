import { Button, Text, Title } from '@mantine/core'
import type { FindingDetail } from '../../../api/types'
import { Time } from '../../../components/time'
import { HistoryLink } from '../../audit/history-link'
import { useMembers } from '../../members/use-members'
import { useTenantId } from '../../tenants/use-tenant'
import { lookUpStatus } from '../statuses'
import classes from './finding.module.css'
import { beforeAfter, detailsOf, type HistoryEntry, phraseOf } from './history-words'
import { revertOf } from './revert'
import { revealed } from './text-pieces'
import type { StatusChange } from './use-status-change'

type Props = { finding: FindingDetail; status: StatusChange }

export function FindingHistory({ finding, status }: Props) {
  const revert = revertOf(finding)
  return (
    <section aria-labelledby="history">
      <div className={classes.entryHead}>
        <Title order={2} id="history" className={classes.partTitle}>
          History
        </Title>
        <HistoryLink subject={finding.id} name={finding.title} words="In the audit trail" />
      </div>
      <ol className={classes.history}>
        {finding.history.map((entry) => (
          <li key={`${entry.at} ${entry.action}`}>
            <Entry entry={entry} />
            {revert?.entry === entry && (
              <Button
                variant="default"
                size="compact-xs"
                mt={4}
                disabled={status.busy}
                onClick={() => void status.change(revert.decision)}
                title="It is a change of its own, with its own entry"
              >
                Revert to {lookUpStatus(revert.decision.status).toLowerCase()}
              </Button>
            )}
          </li>
        ))}
        <li>
          <span className={classes.entryHead}>
            First seen{' '}
            <Text span c="dimmed" size="sm">
              <Time at={finding.firstSeenAt} />
            </Text>
          </span>
        </li>
      </ol>
    </section>
  )
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const members = useMembers(useTenantId()).data?.pages.flatMap((page) => page.items) ?? []
  const nameOf = (id: string) => members.find((one) => one.memberId === id)?.name ?? 'A former member'
  const change = beforeAfter(entry, nameOf)
  return (
    <>
      <span className={classes.entryHead}>
        <span>
          <strong>{entry.actor}</strong> {phraseOf(entry.action, entry.data)}
        </span>
        <Text span c="dimmed" size="sm">
          <Time at={entry.at} />
        </Text>
      </span>
      {change && (
        <div className={classes.beforeAfter}>
          <s>{change[0]}</s>
          <span aria-hidden="true">→</span>
          <span className="so-hidden">became</span>
          <span>{change[1]}</span>
        </div>
      )}
      {detailsOf(entry.data).map(([name, value]) => (
        <Text key={name} c="dimmed" size="sm" className={classes.prose}>
          {name}: {revealed(value)}
        </Text>
      ))}
    </>
  )
}
