import { type MantineColorScheme, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { CheckIcon, UpDownIcon } from '../components/icons'
import { signOut } from '../features/sign-in/session'
import { useMe } from '../features/tenants/use-tenant'
import { useShortcuts } from './keyboard'
import classes from './navigation.module.css'
import { ShortcutsDialog } from './shortcuts-dialog'

const schemes: { value: MantineColorScheme; label: string }[] = [
  { value: 'auto', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

export function PersonMenu() {
  const me = useMe().data
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [help, { open, close }] = useDisclosure()
  useShortcuts({ '?': open })
  if (!me) return null
  return (
    <>
      <Menu width={212} position="top-start">
        <Menu.Target>
          <UnstyledButton className={classes.person} aria-label={`${me.name}, account menu`}>
            <span className={classes.initials} aria-hidden="true">
              {initials(me.name)}
            </span>
            <div className={classes.truncate}>
              <Text size="sm" fw={500} truncate lh={1.3}>
                {me.name}
              </Text>
              <Text size="xs" c="dimmed" truncate lh={1.3}>
                {me.username}
              </Text>
            </div>
            <UpDownIcon />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Colours</Menu.Label>
          {schemes.map(({ value, label }) => (
            <Menu.Item
              key={value}
              role="menuitemradio"
              aria-checked={colorScheme === value}
              rightSection={colorScheme === value ? <CheckIcon /> : null}
              onClick={() => setColorScheme(value)}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={open}>Keyboard shortcuts</Menu.Item>
          <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ShortcutsDialog opened={help} onClose={close} />
    </>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => word?.[0]?.toUpperCase() ?? '')
    .join('')
}
