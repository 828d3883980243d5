import { Modal, Text } from '@mantine/core'
import { useState } from 'react'
import type { NotificationChannel } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { NewSigningKey } from './new-signing-key'
import { useRotateKey } from './use-signing-key'

type Props = { channel: NotificationChannel; onClose: () => void }

export function RotateKeyDialog({ channel, onClose }: Props) {
  const [signingKey, setSigningKey] = useState<string | null>(null)
  const { run, busy, error } = useRotateKey(setSigningKey)
  if (signingKey)
    return (
      <Modal
        opened
        onClose={onClose}
        size="lg"
        title="Copy the new signing key now"
        closeOnClickOutside={false}
        closeOnEscape={false}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <NewSigningKey name={channel.name} signingKey={signingKey} rotated onClose={onClose} />
      </Modal>
    )
  return (
    <ConfirmDialog
      opened
      title={`Rotate the signing key of ${channel.name}?`}
      confirm="Rotate the key"
      harmless
      busy={busy}
      error={error}
      failed="The key was not rotated."
      onConfirm={() => void run(channel.id)}
      onClose={onClose}
    >
      <Text>
        Messages are signed with a new key, and for 24 hours with the present one, too. Put the new key where
        they arrive before then. Rotating twice within these hours ends the present key at once.
      </Text>
    </ConfirmDialog>
  )
}
