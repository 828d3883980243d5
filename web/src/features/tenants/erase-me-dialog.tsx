import { Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { queries } from '../../api/client'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { signOut } from '../sign-in/session'

type Props = { opened: boolean; onClose: () => void }

export default function EraseMeDialog({ opened, onClose }: Props) {
  // Only one that opens after it was there gives the focus back when it closes.
  const [shown, setShown] = useState(false)
  useEffect(() => setShown(opened), [opened])
  const erase = queries.useMutation('delete', '/api/me', { onSuccess: () => signOut() })
  return (
    <ConfirmDialog
      opened={shown}
      title="Erase you from this installation?"
      confirm="Erase me and sign out"
      busy={erase.isPending || erase.isSuccess}
      error={erase.error}
      failed="You were not erased."
      onConfirm={() => erase.mutate({})}
      onClose={() => {
        erase.reset()
        onClose()
      }}
    >
      <Text>
        Your name and your sign-in are deleted here; your account at Microsoft stays as it is. Organisations
        that you left keep your name in their histories until one of their owners erases it. If you sign in
        again, you are new.
      </Text>
    </ConfirmDialog>
  )
}
