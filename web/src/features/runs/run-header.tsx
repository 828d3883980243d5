import { Anchor, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CopyButton } from '../../components/copy-button'
import { duration } from '../../components/formats'
import { StateMark } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { answerOf } from './outcome'
import type { RunDetail } from './run-detail'
import classes from './run-page.module.css'
import { useRunPath } from './use-run'

export function RunHeader({ run }: { run: RunDetail }) {
  const { tenantId, projectId } = useRunPath()
  const { state, headline, explanation } = answerOf(run)
  return (
    <header className={classes.header}>
      <title>{`${headline} · ${run.pipelineRunId} · SecureObs`}</title>
      <StateMark state={state} />
      <div className={classes.heading}>
        <Title order={1}>{headline}</Title>
        <span className="so-hidden" role="status">
          {run.status === 'open' ? '' : headline}
        </span>
        <div className={classes.identity}>
          <Anchor
            renderRoot={(props) => (
              <Link to="/tenants/$tenantId/projects/$projectId" params={{ tenantId, projectId }} {...props} />
            )}
          >
            {run.projectName}
          </Anchor>
          <span>
            {run.branch ? `Branch ${run.branch}` : 'No branch named'}
            {run.isDefaultBranch && ' (default)'}
          </span>
          {run.commit && (
            <span className={classes.pair}>
              <code className="so-code" title={run.commit}>
                {run.commit.slice(0, 10)}
              </code>
              <CopyButton value={run.commit} label="Copy the commit" />
            </span>
          )}
          <span className={classes.pair}>
            Run {run.pipelineRunId}
            <CopyButton value={run.pipelineRunId} label="Copy the run id" />
          </span>
          {run.pullRequest !== null && <span>Pull request {run.pullRequest}</span>}
          <Time at={run.openedAt} />
          {run.closedAt && (
            <span title="From its opening to its close">
              took {duration(Date.parse(run.closedAt) - Date.parse(run.openedAt))}
            </span>
          )}
        </div>
        {explanation && (
          <Text size="sm" mt={4}>
            {explanation}
          </Text>
        )}
      </div>
      <CopyButton value={window.location.href} label="Copy the link to this page" link />
    </header>
  )
}
