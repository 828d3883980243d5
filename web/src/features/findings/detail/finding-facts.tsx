import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { FindingDetail } from '../../../api/types'
import panels from '../../../components/panels/panels.module.css'
import { Time } from '../../../components/time'
import { useTenantId } from '../../tenants/use-tenant'
import classes from './finding.module.css'
import { InInfrastructure } from './in-infrastructure'
import { IssueLinks } from './issue-links'
import { Recognition } from './recognition'
import { SameSecret } from './same-secret'
import { Similar } from './similar'

type Props = { finding: FindingDetail }

export function FindingFacts({ finding }: Props) {
  return (
    <>
      <InInfrastructure finding={finding} />
      {finding.sameSecret && <SameSecret {...finding.sameSecret} />}
      <IssueLinks finding={finding} />
      <Recognition finding={finding} />
      <SeenIn finding={finding} />
      <Similar finding={finding} />
    </>
  )
}

/** Of so many runs the newest are enough at first. */
const few = 5

function SeenIn({ finding }: Props) {
  const [newest, older] = [finding.runs.slice(0, few), finding.runs.slice(few)]
  return (
    <section className={panels.card} aria-labelledby="seen">
      <div className={classes.cardHead}>
        <Title order={2} size="h3" id="seen">
          Seen in {finding.runs.length === 1 ? 'this run' : 'these runs'}
        </Title>
      </div>
      <div className={classes.cardBody}>
        {finding.runs.length === 0 && (
          <Text c="dimmed" size="sm">
            No run is kept any more.
          </Text>
        )}
        <Runs runs={newest} projectId={finding.projectId} />
        {older.length > 0 && (
          <details className={classes.more}>
            <summary>{older.length} older ones</summary>
            <Runs runs={older} projectId={finding.projectId} />
          </details>
        )}
      </div>
    </section>
  )
}

function Runs({ runs, projectId }: { runs: FindingDetail['runs']; projectId: string }) {
  const tenantId = useTenantId()
  return (
    <ul className={classes.plainList}>
      {runs.map((run) => (
        <li key={run.id}>
          <span className={classes.grow}>
            <Link
              to="/tenants/$tenantId/projects/$projectId/runs/$runId"
              params={{ tenantId, projectId, runId: run.id }}
              className={classes.link}
            >
              {run.pipelineRunId}
            </Link>
            <Text c="dimmed" size="xs" component="span" display="block">
              {run.branch ?? 'No branch named'}
              {run.commit && (
                <>
                  {' at '}
                  <code className="so-code" title={run.commit}>
                    {run.commit.slice(0, 8)}
                  </code>
                </>
              )}
            </Text>
          </span>
          <Text c="dimmed" size="xs" component="span">
            <Time at={run.at} />
          </Text>
        </li>
      ))}
    </ul>
  )
}
