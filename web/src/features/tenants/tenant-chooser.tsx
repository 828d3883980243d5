import { Anchor, Button, Container, Group, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Me } from '../../api/types'
import { Logo } from '../../components/logo'
import { signOut } from '../sign-in/session'
import { CreateTenant } from './create-tenant'
import { MePanel } from './me-panel'
import { Newcomer } from './newcomer'
import { TenantLink } from './tenant-link'
import classes from './tenants.module.css'
import { isOwner, useMe } from './use-tenant'

export function TenantChooser() {
  const me = useMe()
  const [newcomer, setNewcomer] = useState(false)
  if (me.error !== null || !me.data) return <MePanel me={me} />
  const [first, ...others] = me.data.tenants
  if (!first && !newcomer) setNewcomer(true)
  if (first && others.length === 0) {
    // Somebody new who is an owner has just made it here: the guide comes first.
    const to = newcomer && isOwner(first) ? '/tenants/$tenantId/set-up' : '/tenants/$tenantId'
    return <Navigate to={to} params={{ tenantId: first.id }} replace />
  }
  return (
    <Container component="main" size={first ? 440 : 880} py={72}>
      <title>Your organisations · SecureObs</title>
      <Stack gap="lg">
        <Logo />
        {first ? <Choice tenants={me.data.tenants} /> : <Newcomer me={me.data} />}
        <Group justify="space-between">
          <Text c="dimmed" size="sm">
            Signed in as {me.data.name}
          </Text>
          <Anchor component="button" type="button" size="sm" onClick={() => void signOut()}>
            Sign out
          </Anchor>
        </Group>
      </Stack>
    </Container>
  )
}

function Choice({ tenants }: { tenants: Me['tenants'] }) {
  const [creating, { open, close }] = useDisclosure()
  return (
    <>
      <Title order={1}>Choose an organisation</Title>
      <Stack gap="xs" component="ul" className={classes.list}>
        {tenants.map((tenant) => (
          <li key={tenant.id}>
            <TenantLink tenant={tenant} />
          </li>
        ))}
      </Stack>
      <Group>
        <Button variant="default" onClick={open}>
          Create an organisation
        </Button>
      </Group>
      <CreateTenant opened={creating} onClose={close} />
    </>
  )
}
