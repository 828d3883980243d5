import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Project, Run } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { StateBadge } from '../../components/panels/state-badge'
import { verdictOf } from '../runs/verdict'
import { useTenantId } from '../tenants/use-tenant'
import classes from './set-up.module.css'
import type { StepState } from './steps'
import { waitedWords } from './steps'
import type { useFirstRun } from './use-first-run'

type Props = { project: Project; state: StepState; runs: ReturnType<typeof useFirstRun> }

/** Waits, and tells by itself that the first run is there. */
export function RunStep({ project, state, runs }: Props) {
  const [newest] = runs.data?.items ?? []
  return (
    <>
      <div role="status" aria-live="polite">
        {newest ? (
          <Text fw={600}>
            {runs.data?.items.length === 1 ? 'The first run arrived.' : 'Runs of this project arrive.'}
          </Text>
        ) : (
          state === 'waiting' && <Text fw={600}>Waiting for the first run of {project.name}</Text>
        )}
      </div>
      {newest && <Arrived run={newest} />}
      {state === 'later' && <Text c="dimmed">It needs a key first.</Text>}
      {state === 'waiting' && <Waiting key={project.id} />}
      {runs.error && (
        <ProblemPanel
          error={runs.error}
          what="Whether a run arrived could not be found out."
          retry={() => void runs.refetch()}
        />
      )}
    </>
  )
}

function Waiting() {
  const [began] = useState(Date.now)
  const [now, setNow] = useState(began)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <>
      <Text c="dimmed">For {waitedWords(now - began)}. It appears here by itself; you need not reload.</Text>
      <details>
        <summary>The pipeline ended, and nothing is here?</summary>
        <ul className={classes.causes}>
          <li>It ended with 1: the key is missing or refused, or the project is not one of its tenant.</li>
          <li>It ended with 2: the API could not be reached, or a file could not be read.</li>
          <li>
            <code className="so-code">secureobs doctor</code> says whether the API answers and takes the key,
            and which scanners can run there.
          </li>
        </ul>
      </details>
    </>
  )
}

function Arrived({ run }: { run: Run }) {
  const tenantId = useTenantId()
  const { state, word, explanation } = verdictOf(run)
  return (
    <>
      <div className={classes.arrived}>
        <StateBadge state={state}>{word}</StateBadge>
        <Anchor
          underline="always"
          renderRoot={(props) => (
            <Link
              to="/tenants/$tenantId/projects/$projectId/runs/$runId"
              params={{ tenantId, projectId: run.projectId, runId: run.id }}
              {...props}
            />
          )}
        >
          Run {run.pipelineRunId}
        </Anchor>
        <Anchor
          underline="always"
          renderRoot={(props) => (
            <Link
              to="/tenants/$tenantId/findings"
              params={{ tenantId }}
              search={{ projectId: run.projectId }}
              {...props}
            />
          )}
        >
          Its findings
        </Anchor>
      </div>
      {explanation && <Text c="dimmed">{explanation}</Text>}
    </>
  )
}
