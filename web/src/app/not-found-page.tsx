import { Anchor, Container, Text, Title } from '@mantine/core'

export function NotFoundPage() {
  return (
    <Container size="xs" component="main" py={96}>
      <title>Not found · SecureObs</title>
      <Title order={1}>This page does not exist</Title>
      <Text c="dimmed" mt="xs" mb="md">
        The address may be mistyped, or it belongs to an organisation you are not in.
      </Text>
      <Anchor href="/">Go to your projects</Anchor>
    </Container>
  )
}
