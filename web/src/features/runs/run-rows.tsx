import { Link } from '@tanstack/react-router'
import type { Run } from '../../api/types'
import { duration, plural } from '../../components/formats'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { useTenantId } from '../tenants/use-tenant'
import classes from './runs.module.css'
import { verdictOf } from './verdict'

/** One line for each run; the whole line leads to its page. */
export function RunRows({ runs, ofSeveral = false }: { runs: Run[]; ofSeveral?: boolean }) {
  return (
    <div className={classes.list} data-several={ofSeveral || undefined}>
      <div className={classes.head} aria-hidden="true">
        <span>Verdict</span>
        {ofSeveral && <span>Project</span>}
        <span>Run</span>
        <span>Branch and commit</span>
        <span>Scanners</span>
        <span>Took</span>
        <span>When</span>
      </div>
      <ul aria-label="Runs" className={classes.rows}>
        {runs.map((run) => (
          <Row key={run.id} run={run} ofSeveral={ofSeveral} />
        ))}
      </ul>
    </div>
  )
}

function Row({ run, ofSeveral }: { run: Run; ofSeveral: boolean }) {
  const tenantId = useTenantId()
  const verdict = verdictOf(run)
  return (
    <li className={classes.row} data-run-row={run.id}>
      <span title={verdict.explanation ?? undefined}>
        <StateBadge state={verdict.state}>{verdict.word}</StateBadge>
      </span>
      {ofSeveral && (
        <span className={classes.cell} title={run.projectName}>
          {run.projectName}
        </span>
      )}
      <Link
        to="/tenants/$tenantId/projects/$projectId/runs/$runId"
        params={{ tenantId, projectId: run.projectId, runId: run.id }}
        className={classes.name}
        title={run.pipelineRunId}
      >
        {run.pipelineRunId}
      </Link>
      <span className={classes.cell} title={[run.branch, run.commit].filter(Boolean).join(' at ')}>
        {run.branch ?? 'No branch named'}
        {run.commit && <code className="so-code"> {run.commit.slice(0, 8)}</code>}
      </span>
      <span className={classes.cell}>{scannersOf(run)}</span>
      <span className={classes.took}>
        {run.closedAt ? duration(Date.parse(run.closedAt) - Date.parse(run.openedAt)) : '–'}
      </span>
      <span className={classes.when}>
        <Time at={run.openedAt} short />
      </span>
    </li>
  )
}

/** How many said something, and who did not. */
function scannersOf(run: Run): string {
  const unclear = run.scanners.filter((one) => one.status === 'failed' || one.status === 'skipped')
  const count = plural(run.scanners.length, 'scanner')
  return unclear.length ? `${count}, ${unclear.length} without result` : run.scanners.length ? count : 'none'
}
