import { Text } from '@mantine/core'
import type { Run, RunScanner } from '../../api/types'
import { CopyButton } from '../../components/copy-button'
import { duration, plural } from '../../components/formats'
import panels from '../../components/panels/panels.module.css'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { GateReasons } from './gate-reasons'
import classes from './runs.module.css'
import { verdictOf } from './verdict'

export function RunCard({ run }: { run: Run }) {
  const verdict = verdictOf(run)
  return (
    <article className={panels.card} aria-label={`Run ${run.pipelineRunId}, ${verdict.word}`}>
      <header className={classes.head}>
        <span className={classes.verdict}>
          <StateBadge state={verdict.state}>{verdict.word}</StateBadge>
        </span>
        <span className={classes.identity}>
          <strong>{run.pipelineRunId}</strong>
          <CopyButton value={run.pipelineRunId} label="Copy the run id" />
        </span>
        <Text c="dimmed" size="sm" component="span" className={classes.branch}>
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
        <Text c="dimmed" size="sm" component="span" className={classes.time}>
          <Time at={run.openedAt} />
        </Text>
      </header>
      {verdict.explanation && (
        <Text size="sm" className={classes.explanation}>
          {verdict.explanation}
        </Text>
      )}
      {run.verdictId && run.blocking && <GateReasons verdictId={run.verdictId} />}
      {run.scanners.length > 0 && (
        <table className={classes.scanners}>
          <thead>
            <tr>
              <th scope="col">Scanner</th>
              <th scope="col">Outcome</th>
              <th scope="col">Findings</th>
              <th scope="col">Time</th>
            </tr>
          </thead>
          <tbody>
            {run.scanners.map((one) => (
              <ScannerRow key={`${one.scanner} ${one.target}`} scanner={one} />
            ))}
          </tbody>
        </table>
      )}
    </article>
  )
}

const outcomes: Record<RunScanner['status'], string> = {
  completed: 'Completed',
  reported: 'Reported',
  failed: 'Failed',
  skipped: 'Skipped',
}

function ScannerRow({ scanner }: { scanner: RunScanner }) {
  const [failed, skipped] = [scanner.status === 'failed', scanner.status === 'skipped']
  const unknown = failed || skipped
  return (
    <tr>
      <th scope="row">
        {scanner.scanner} {scanner.version && <span className={classes.version}>{scanner.version}</span>}
        {scanner.target && <span className={classes.message}>{scanner.target}</span>}
      </th>
      <td>
        {unknown ? (
          <StateBadge state={failed ? 'fail' : 'warn'}>{outcomes[scanner.status]}</StateBadge>
        ) : (
          outcomes[scanner.status]
        )}
        {scanner.message && <span className={classes.message}>{scanner.message}</span>}
      </td>
      <td title={unknown ? 'Not known: the scanner found nothing out' : plural(scanner.findings, 'finding')}>
        {unknown ? 'not known' : scanner.findings}
      </td>
      <td>{duration(scanner.durationMilliseconds)}</td>
    </tr>
  )
}
