import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ProblemPanel } from './panels/problem-panel'

type Props = {
  opened: boolean
  title: string
  children: ReactNode
  /** What must be typed, to the letter. */
  name: string
  confirm: string
  busy: boolean
  error: unknown
  failed: string
  onConfirm: (name: string) => void
  onClose: () => void
}

/** For what ends for ever: whoever means it types the name of what is deleted. */
export function NameDialog({ opened, title, onClose, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <NameForm onClose={onClose} {...rest} />
    </Modal>
  )
}

function NameForm({
  children,
  name,
  confirm,
  busy,
  error,
  failed,
  onConfirm,
  onClose,
}: Omit<Props, 'opened' | 'title'>) {
  const [typed, setTyped] = useState('')
  const [differs, setDiffers] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDiffers(typed !== name)
    if (typed === name) onConfirm(typed)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {children}
        <TextInput
          label="Name"
          description={
            <>
              To confirm, type <strong>{name}</strong>
            </>
          }
          required
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={differs && 'That is not its name, to the letter.'}
        />
        {error ? <ProblemPanel error={error} what={failed} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            color="danger"
            loading={busy}
            h="auto"
            mih={36}
            maw="100%"
            py={6}
            styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere' } }}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
