import { Button, Group, Text } from '@mantine/core'
import { asProblem } from '../../api/problem'
import { CopyButton } from '../copy-button'
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
      {problem.traceId && (
        <Group gap={4} mt="xs">
          <Text size="sm" c="dimmed">
            Trace id
          </Text>
          <code className="so-code">{problem.traceId}</code>
          <CopyButton value={problem.traceId} label="Copy the trace id" />
        </Group>
      )}
      {retry && (
        <Button variant="default" mt="sm" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}
