import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { BackIcon } from '../../components/icons'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { AgainstBase } from './against-base'
import { Blocking } from './blocking'
import { Decided } from './decided'
import { GateRules } from './gate-rules'
import { NextSteps } from './next-steps'
import type { RunDetail } from './run-detail'
import { RunHeader } from './run-header'
import { RunInfrastructure } from './run-infrastructure'
import classes from './run-page.module.css'
import { Scanners } from './scanners'
import { useRun, useRunPath } from './use-run'

/** Why did my build fail? Answered in the heading, the rest says why and what to do. */
export function RunPage() {
  const path = useRunPath()
  const query = useRun()
  return (
    <>
      <div>
        <Anchor
          className={classes.trail}
          renderRoot={(props) => (
            <Link to="/tenants/$tenantId/projects/$projectId/runs" params={path} search={{}} {...props} />
          )}
        >
          <BackIcon /> Runs of the project
        </Anchor>
      </div>
      {query.error && !query.data && (
        <div className={panels.body}>
          <ProblemPanel
            error={query.error}
            what="The run could not be loaded."
            retry={() => void query.refetch()}
          />
        </div>
      )}
      {query.isPending && (
        <div className={panels.body}>
          <SkeletonRows rows={8} height={36} />
        </div>
      )}
      {query.data && <Run run={query.data} verdictError={query.verdictError} retry={query.refetch} />}
    </>
  )
}

type Props = { run: RunDetail; verdictError: unknown; retry: () => unknown }

function Run({ run, verdictError, retry }: Props) {
  return (
    <>
      <RunHeader run={run} />
      <div className={classes.columns}>
        <div className={classes.main}>
          {verdictError !== null && (
            <ProblemPanel
              error={verdictError}
              what="What the gate said could not be loaded."
              retry={() => void retry()}
            />
          )}
          <GateRules run={run} />
          <Blocking run={run} />
          <Scanners run={run} />
        </div>
        <div className={classes.side}>
          <NextSteps run={run} />
          <AgainstBase run={run} />
          <Decided run={run} />
          <RunInfrastructure run={run} />
        </div>
      </div>
    </>
  )
}
