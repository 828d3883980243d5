import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemPanel } from './panels/problem-panel'

type Props = {
  opened: boolean
  title: string
  children: ReactNode
  /** What the button does, with the name of the object. */
  confirm: string
  keep?: string
  harmless?: boolean
  busy: boolean
  error: unknown
  failed: string
  onConfirm: () => void
  onClose: () => void
}

/** For what cannot be undone or what others notice. The button says what it does, never just "OK". */
export function ConfirmDialog({ opened, title, children, keep = 'Cancel', harmless, ...rest }: Props) {
  const { confirm, busy, error, failed, onConfirm, onClose } = rest
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        {children}
        {error ? <ProblemPanel error={error} what={failed} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keep}
          </Button>
          <Button {...(harmless ? {} : { color: 'danger' })} loading={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
