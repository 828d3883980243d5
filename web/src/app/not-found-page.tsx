import { Anchor, Container, Text, Title } from '@mantine/core'
import { CopyButton } from '../components/copy-button'

export function NotFoundPage() {
  return (
    <Container size="xs" component="main" py={96}>
      <title>Not found · SecureObs</title>
      <Title order={1}>This page does not exist</Title>
      <Text c="dimmed" mt="xs">
        The address may be mistyped, what it led to may be gone, or it belongs to an organisation you are not
        in. Somebody of that organisation can invite you.
      </Text>
      <Text mt="sm" mb="md" style={{ overflowWrap: 'anywhere' }}>
        <code className="so-code">{location.pathname.slice(0, 300)}</code>
        <CopyButton value={location.href} label="Copy the address" />
      </Text>
      <Anchor href="/">Go to your projects</Anchor>
    </Container>
  )
}
