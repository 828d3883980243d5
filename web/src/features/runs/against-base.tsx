import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { lookOf } from '../../components/severity/severity'
import { SeverityTile } from '../../components/severity/severity-tile'
import { Time } from '../../components/time'
import type { RunChange } from '../findings/filters'
import type { Change, RunDetail } from './run-detail'
import classes from './run-page.module.css'
import { Section } from './section'
import { useRunPath } from './use-run'

/** What came, what went and what was there before, each number a link to the findings that it counts. */
export function AgainstBase({ run }: { run: RunDetail }) {
  const { tenantId, projectId } = useRunPath()
  const { base, lastPassed, changes } = run
  const runLink = { to: '/tenants/$tenantId/projects/$projectId/runs/$runId' as const }
  return (
    <Section title="Against the base">
      <div className={classes.sectionBody}>
        <Text size="sm" c="dimmed">
          {base ? (
            <>
              Base is the default branch as of{' '}
              <Link {...runLink} params={{ tenantId, projectId, runId: base.id }} className={classes.inline}>
                run {base.pipelineRunId}
              </Link>
              , <Time at={base.openedAt} />.
            </>
          ) : (
            'There was no complete run of the default branch before this one, so everything is new.'
          )}
        </Text>
        {changes.length > 0 && (
          <table className={classes.changes}>
            <thead>
              <tr>
                <th scope="col">Severity</th>
                <th scope="col">+ New</th>
                <th scope="col">− Fixed</th>
                <th scope="col">= Known</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <Row key={change.severity} change={change} runId={run.id} />
              ))}
            </tbody>
          </table>
        )}
        {lastPassed && (
          <Text size="sm" mt={8}>
            Last passed:{' '}
            <Link
              {...runLink}
              params={{ tenantId, projectId, runId: lastPassed.id }}
              className={classes.inline}
            >
              run {lastPassed.pipelineRunId}
            </Link>
            , <Time at={lastPassed.openedAt} />.{' '}
            <Link
              to="/tenants/$tenantId/findings"
              params={{ tenantId }}
              search={{ projectId, runId: run.id, firstSeenFrom: lastPassed.openedAt }}
              className={classes.inline}
            >
              What came since then
            </Link>
          </Text>
        )}
      </div>
    </Section>
  )
}

const kinds = [
  { key: 'new', sign: '+' },
  { key: 'fixed', sign: '−' },
  { key: 'known', sign: '=' },
] as const

function Row({ change, runId }: { change: Change; runId: string }) {
  const { tenantId, projectId } = useRunPath()
  const { name } = lookOf(change.severity)
  return (
    <tr>
      <th scope="row">
        <span className={classes.pair}>
          <SeverityTile severity={change.severity} /> <span aria-hidden="true">{name}</span>
        </span>
      </th>
      {kinds.map(({ key, sign }) => (
        <td key={key}>
          {change[key] === 0 ? (
            <span className={classes.faint}>0</span>
          ) : (
            <Link
              to="/tenants/$tenantId/findings"
              params={{ tenantId }}
              search={{
                projectId,
                runId,
                runChange: key satisfies RunChange,
                severity: [change.severity],
                status: ['all'],
              }}
              className={classes.number}
              aria-label={`${change[key]} ${key} ${name.toLowerCase()}`}
            >
              {sign}
              {change[key]}
            </Link>
          )}
        </td>
      ))}
    </tr>
  )
}
