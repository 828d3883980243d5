import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Run } from '../../../api/types'
import { StateBadge } from '../../../components/panels/state-badge'
import { Time } from '../../../components/time'
import { verdictOf } from '../../runs/verdict'
import { RunLink } from '../run-link'
import { useProject } from '../use-project'
import classes from './overview.module.css'
import { Panel } from './panel'

const shown = 5

export function LatestRuns({ runs }: { runs: Run[] }) {
  const { tenantId, projectId } = useProject()
  return (
    <Panel
      title="Latest runs"
      aside={
        runs.length > shown && (
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link
                to="/tenants/$tenantId/projects/$projectId/runs"
                params={{ tenantId, projectId }}
                {...props}
              />
            )}
          >
            All runs
          </Anchor>
        )
      }
    >
      <div className={classes.scroll}>
        <table className={classes.table} aria-label="Latest runs">
          <thead>
            <tr>
              <th scope="col">Verdict</th>
              <th scope="col">Run</th>
              <th scope="col" data-right>
                Began
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.slice(0, shown).map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function RunRow({ run }: { run: Run }) {
  const verdict = verdictOf(run)
  return (
    <tr>
      <td title={verdict.explanation ?? undefined}>
        <StateBadge state={verdict.state}>{verdict.word}</StateBadge>
      </td>
      <th scope="row" className={classes.name}>
        <RunLink runId={run.id}>{run.pipelineRunId}</RunLink>
        <div className={classes.quiet}>
          {run.branch ?? 'No branch named'}
          {run.commit && (
            <>
              {' at '}
              <code className="so-code" title={run.commit}>
                {run.commit.slice(0, 8)}
              </code>
            </>
          )}
        </div>
      </th>
      <td data-right className={classes.quiet}>
        <Time at={run.openedAt} />
      </td>
    </tr>
  )
}
