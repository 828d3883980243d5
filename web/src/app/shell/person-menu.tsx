import {
  Button,
  Kbd,
  type MantineColorScheme,
  Popover,
  SegmentedControl,
  Stack,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { UpDownIcon } from '../../components/icons'
import { signOut } from '../../features/sign-in/session'
import { useMe, useTenantId } from '../../features/tenants/use-tenant'
import { usePalette } from '../palette/use-palette'
import { bound } from './key-table'
import { useShortcuts } from './keyboard'
import classes from './navigation.module.css'
import { helpKeys } from './shell-keys'

const ShortcutsDialog = lazy(() => import('./shortcuts-dialog'))

const schemes: { value: MantineColorScheme; label: string }[] = [
  { value: 'auto', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

export function PersonMenu() {
  const me = useMe().data
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [help, { open, close }] = useDisclosure()
  const [menu, setMenu] = useState(false)
  const tenantId = useTenantId()
  const { palette, open: openPalette } = usePalette(open)
  useShortcuts(bound(helpKeys, { help: open }))
  if (!me) return null
  return (
    <>
      <Popover
        width={232}
        position="top-start"
        shadow="md"
        radius="md"
        opened={menu}
        onChange={setMenu}
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <UnstyledButton
            onClick={() => setMenu(!menu)}
            className={classes.person}
            aria-label={`${me.name}, account menu`}
          >
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
        </Popover.Target>
        <Popover.Dropdown aria-label="Account" p="sm">
          <Stack gap="xs">
            <Text size="sm" fw={600}>
              Colours
            </Text>
            <SegmentedControl
              aria-label="Colours"
              size="xs"
              fullWidth
              data={schemes}
              value={colorScheme}
              onChange={(value) =>
                setColorScheme(schemes.find((one) => one.value === value)?.value ?? 'auto')
              }
            />
            <Button
              variant="default"
              onClick={() => setMenu(false)}
              renderRoot={(props) => (
                <Link to="/tenants/$tenantId/profile" params={{ tenantId }} {...props} />
              )}
            >
              Profile
            </Button>
            <Button
              variant="default"
              onClick={() => {
                setMenu(false)
                openPalette()
              }}
              rightSection={<Kbd size="xs">Ctrl K</Kbd>}
            >
              Go to
            </Button>
            <Button
              variant="default"
              onClick={() => {
                setMenu(false)
                open()
              }}
            >
              Keyboard shortcuts
            </Button>
            <Button variant="default" onClick={() => void signOut()}>
              Sign out
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {help && (
        <Suspense>
          <ShortcutsDialog opened onClose={close} />
        </Suspense>
      )}
      {palette}
    </>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => word?.[0]?.toUpperCase() ?? '')
    .join('')
}
