import { Kbd, Modal, Stack, Switch, Text, Title } from '@mantine/core'
import { useId, useState } from 'react'
import { keyWords } from './key-table'
import { setShortcutsEnabled, shortcutsEnabled } from './keyboard'
import { shortcutGroups } from './shortcut-groups'
import classes from './shortcuts-dialog.module.css'

type Props = { opened: boolean; onClose: () => void }

export default function ShortcutsDialog({ opened, onClose }: Props) {
  const [enabled, setEnabled] = useState(shortcutsEnabled)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title="Keyboard shortcuts"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <div className={classes.groups}>
          {shortcutGroups.map((group) => (
            <Group key={group.title} {...group} />
          ))}
        </div>
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
          Enter, Space, Esc, the arrow keys and keys together with Ctrl, Cmd or Alt always work.
        </Text>
      </Stack>
    </Modal>
  )
}

function Group({ title, rows }: (typeof shortcutGroups)[number]) {
  const id = useId()
  return (
    <section className={classes.group} aria-labelledby={id}>
      <Title order={3} id={id}>
        {title}
      </Title>
      <dl className={classes.rows}>
        {rows.map(({ keys, means }) => (
          <div key={means} className={classes.row}>
            <dt>{means}</dt>
            <dd className={classes.keys}>
              {keys.map((key) => (
                <Kbd key={key}>{keyWords(key)}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
