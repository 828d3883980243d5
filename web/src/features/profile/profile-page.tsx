import {
  Anchor,
  Button,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Title,
  useMantineColorScheme,
} from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { setPreferences, usePreferences } from '../../app/preferences'
import { setShortcutsEnabled, shortcutsEnabled } from '../../app/shell/keyboard'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { Moment } from '../../components/time'
import { MyDigest } from '../notifications/my-digest'
import { signOut } from '../sign-in/session'
import { useMe } from '../tenants/use-tenant'

const schemes = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

const densities = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
] as const

/** Who somebody is, what they are told, and how they like to read, which is kept in this browser. */
export function ProfilePage() {
  return (
    <>
      <PageHeader title="Profile" subtitle="Who you are, what you are told, and how you read SecureObs" />
      <div className={panels.body}>
        <Stack gap="xl" maw={560}>
          <Account />
          <Notifications />
          <Appearance />
          <Times />
          <Keyboard />
        </Stack>
      </div>
    </>
  )
}

function Account() {
  const me = useMe().data
  if (!me) return null
  return (
    <section aria-labelledby="account">
      <Title order={2} id="account">
        Account
      </Title>
      <Text>{me.name}</Text>
      <Text c="dimmed" mb="xs">
        {me.username}, signed in with Microsoft Entra ID
      </Text>
      <ul>
        {me.tenants.map((one) => (
          <li key={one.id}>
            <Anchor
              underline="always"
              renderRoot={(props) => (
                <Link to="/tenants/$tenantId" params={{ tenantId: one.id }} {...props} />
              )}
            >
              {one.name}
            </Anchor>
            , as {one.role}
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={() => void signOut()}>
        Sign out
      </Button>
    </section>
  )
}

function Notifications() {
  return (
    <section aria-labelledby="notifications">
      <Title order={2} id="notifications" mb={4}>
        My notifications
      </Title>
      <MyDigest />
    </section>
  )
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { density } = usePreferences()
  const [colours, rows] = [useId(), useId()]
  return (
    <section aria-labelledby="appearance">
      <Title order={2} id="appearance">
        Appearance
      </Title>
      <Text c="dimmed" mb="xs">
        These choices, and those below, stay in this browser.
      </Text>
      <Stack gap="xs" align="flex-start">
        <Text id={colours}>Colours</Text>
        <SegmentedControl
          aria-labelledby={colours}
          data={[...schemes]}
          value={colorScheme}
          onChange={(value) => setColorScheme(value)}
        />
        <Text id={rows}>Rows of long lists</Text>
        <SegmentedControl
          aria-labelledby={rows}
          data={[...densities]}
          value={density}
          onChange={(value) => setPreferences({ density: value })}
        />
      </Stack>
    </section>
  )
}

const system = 'As the browser'

function Times() {
  const { timeZone } = usePreferences()
  const [now] = useState(() => new Date().toISOString())
  return (
    <section aria-labelledby="times">
      <Title order={2} id="times">
        Times
      </Title>
      <Select
        label="Time zone"
        description="Exact times, also in UTC, are shown when you point at one."
        searchable
        limit={100}
        nothingFoundMessage="No such time zone"
        data={[system, ...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]}
        value={timeZone ?? system}
        onChange={(zone) => setPreferences({ timeZone: zone === system ? null : zone })}
      />
      <Text c="dimmed" mt="xs">
        Now: <Moment at={now} />
      </Text>
    </section>
  )
}

function Keyboard() {
  const [enabled, setEnabled] = useState(shortcutsEnabled)
  return (
    <section aria-labelledby="keyboard">
      <Title order={2} id="keyboard">
        Keyboard
      </Title>
      <Switch
        label="Single-key shortcuts"
        description="Switch them off when keys are pressed without meaning to, for example by speech input. Press ? on any page for the list."
        checked={enabled}
        onChange={(event) => {
          setEnabled(event.currentTarget.checked)
          setShortcutsEnabled(event.currentTarget.checked)
        }}
      />
    </section>
  )
}
