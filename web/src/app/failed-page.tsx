import { Button, Container, Group, Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { asProblem } from '../api/problem'
import { CopyButton } from '../components/copy-button'
import { failureOf } from './failure'

type Props = { error: unknown; retry?: () => void }

/** In place of a page that threw: what happened, what to do, and what support needs to know. Never a blank screen. */
export function FailedPage({ error, retry }: Props) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const { heading, happened, advice, outdated } = failureOf(error)
  const { traceId } = asProblem(error)
  return (
    <Container size="sm" component="section" py={72} px="md" role="alert">
      <title>Failed · SecureObs</title>
      <Title order={1} ref={title} tabIndex={-1}>
        {heading}
      </Title>
      <Text mt="xs" style={{ overflowWrap: 'anywhere' }}>
        {happened}
      </Text>
      <Text c="dimmed" mt={4}>
        {advice}
      </Text>
      {traceId && (
        <Group gap={4} mt="sm">
          <Text size="sm" c="dimmed">
            Trace id
          </Text>
          <code className="so-code">{traceId}</code>
          <CopyButton value={traceId} label="Copy the trace id" />
        </Group>
      )}
      <Group mt="lg" gap="xs">
        <Button onClick={() => location.reload()}>Reload</Button>
        {retry && !outdated && (
          <Button variant="default" onClick={retry}>
            Try again
          </Button>
        )}
        <Button variant="default" component="a" href="/">
          Go to your projects
        </Button>
      </Group>
      <Group gap={4} mt="lg">
        <Text size="sm" c="dimmed">
          For whoever looks into it
        </Text>
        <CopyButton value={reportOf(error)} label="Copy the details" />
      </Group>
    </Container>
  )
}

/** No search parameters: what somebody filters by is nobody else's business. */
function reportOf(error: unknown): string {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const { traceId } = asProblem(error)
  return [new Date().toISOString(), location.pathname, traceId ?? 'no trace id', said.slice(0, 4000)].join(
    '\n',
  )
}
