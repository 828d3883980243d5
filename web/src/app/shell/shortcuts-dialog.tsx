import { Kbd, Modal, Stack, Switch, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { setShortcutsEnabled, shortcutsEnabled } from './keyboard'

const shortcuts: [keys: string[], meaning: string][] = [
  [['j', '↓'], 'Next finding'],
  [['k', '↑'], 'Previous finding'],
  [['Space'], 'Look at the finding beside the list'],
  [['Enter', 'o'], 'Open the finding'],
  [['x'], 'Select the finding'],
  [['Shift + x'], 'Select all from the last selected one'],
  [['s'], 'Suppress the open finding, or what is selected'],
  [['a'], 'Assign what is selected'],
  [['u'], 'Undo the last change of many'],
  [['Esc'], 'Close, select nothing, back to the list'],
  [['/'], 'Search in findings'],
  [['?'], 'This list'],
]

type Props = { opened: boolean; onClose: () => void }

export default function ShortcutsDialog({ opened, onClose }: Props) {
  const [enabled, setEnabled] = useState(shortcutsEnabled)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Table verticalSpacing={6} withRowBorders={false}>
          <Table.Tbody>
            {shortcuts.map(([keys, meaning]) => (
              <Table.Tr key={meaning}>
                <Table.Td>{meaning}</Table.Td>
                <Table.Td ta="right">
                  {keys.map((key) => (
                    <Kbd key={key} ml={6}>
                      {key}
                    </Kbd>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch
          label="Single-key shortcuts"
          description="Switch them off when keys are pressed without meaning to, for example by speech input."
          checked={enabled}
          onChange={(event) => {
            setEnabled(event.currentTarget.checked)
            setShortcutsEnabled(event.currentTarget.checked)
          }}
        />
        <Text size="xs" c="dimmed">
          Enter, Esc and the arrow keys always work.
        </Text>
      </Stack>
    </Modal>
  )
}
