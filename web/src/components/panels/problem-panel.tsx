import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { asProblem, type Remedy } from '../../api/problem'
import { CopyButton } from '../copy-button'
import { PlanLink } from '../plan-link'
import classes from './panels.module.css'
import { StateBadge } from './state-badge'

type Props = { error: unknown; what: string; retry?: () => void }

/** A part of a page that failed, and says so alone; never to be mistaken for an empty one. */
export function ProblemPanel({ error, what, retry }: Props) {
  const problem = asProblem(error)
  // "Bad Request" says nothing beside the sentence of a refusal.
  const refused = problem.status > 0 && problem.detail !== null
  return (
    <div role="alert" className={classes.panel}>
      <Group gap="sm">
        <StateBadge state="fail">Failed</StateBadge>
        <Text fw={600}>{what}</Text>
      </Group>
      <Text mt="xs">{refused ? problem.detail : problem.title}</Text>
      {!refused && problem.detail && (
        <Text c="dimmed" mt={2}>
          {problem.detail}
        </Text>
      )}
      {problem.code === 'plan-limit' && <PlanLink />}
      {problem.traceId && (
        <Group gap={4} mt="xs" wrap="nowrap">
          <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>
            Trace id
          </Text>
          <code className="so-code">{problem.traceId}</code>
          <CopyButton value={problem.traceId} label="Copy the trace id" />
        </Group>
      )}
      <Group gap="xs" mt={retry || problem.remedy ? 'sm' : 0}>
        {problem.remedy && <RemedyButton remedy={problem.remedy} />}
        {retry && (
          <Button variant="default" onClick={retry}>
            Try again
          </Button>
        )}
      </Group>
    </div>
  )
}

function RemedyButton({ remedy }: { remedy: Remedy }) {
  const [state, setState] = useState<'idle' | 'busy' | 'done' | 'failed'>('idle')
  const act = () => {
    setState('busy')
    remedy.act().then(
      () => setState('done'),
      () => setState('failed'),
    )
  }
  return (
    <>
      <Button variant="default" loading={state === 'busy'} disabled={state === 'done'} onClick={act}>
        {remedy.words}
      </Button>
      <Text size="sm" role="status">
        {state === 'done' && 'Done. Now try again what failed.'}
        {state === 'failed' && 'That did not work. Is the window blocked?'}
      </Text>
    </>
  )
}
