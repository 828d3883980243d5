import { Button, Group, Stack, Text } from '@mantine/core'
import { KeyText } from '../api-keys/key-text'

type Props = { name: string; signingKey: string; rotated?: boolean; onClose: () => void }

/** The key lives in the state of its dialog alone. Closing forgets it. */
export function NewSigningKey({ name, signingKey, rotated = false, onClose }: Props) {
  return (
    <Stack>
      <Text>
        This is the only time the signing key of <strong>{name}</strong> is shown; it will not be shown again.
        Keep it as a secret where the messages arrive, to verify that they come from here.
      </Text>
      <KeyText value={signingKey} />
      <Text size="sm" c="dimmed">
        {rotated
          ? 'For 24 hours messages carry the signatures of both keys.'
          : 'Messages are signed as Standard Webhooks has it: HMAC-SHA256 of id, timestamp and body.'}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          I have stored it
        </Button>
      </Group>
    </Stack>
  )
}
