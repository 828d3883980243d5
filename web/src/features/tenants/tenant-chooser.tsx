import { Anchor, Button, Container, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Navigate } from '@tanstack/react-router'
import type { Me } from '../../api/types'
import { Logo } from '../../components/logo'
import { signOut } from '../sign-in/session'
import { CreateTenantDialog } from './create-tenant-dialog'
import { CreateTenantForm } from './create-tenant-form'
import { MePanel } from './me-panel'
import classes from './tenants.module.css'
import { useMe } from './use-tenant'

export function TenantChooser() {
  const me = useMe()
  if (me.error !== null || !me.data) return <MePanel me={me} />
  const [first, ...others] = me.data.tenants
  if (first && others.length === 0)
    return <Navigate to="/tenants/$tenantId" params={{ tenantId: first.id }} replace />
  return (
    <Container component="main" size={440} py={72}>
      <title>Your organisations · SecureObs</title>
      <Stack gap="lg">
        <Logo />
        {first ? <Choice tenants={me.data.tenants} /> : <None me={me.data} />}
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
            <Link to="/tenants/$tenantId" params={{ tenantId: tenant.id }} className={classes.tenant}>
              <span>{tenant.name}</span>
              <Text span c="dimmed" size="sm">
                {tenant.role}
              </Text>
            </Link>
          </li>
        ))}
      </Stack>
      <Group>
        <Button variant="default" onClick={open}>
          Create an organisation
        </Button>
      </Group>
      <CreateTenantDialog opened={creating} onClose={close} />
    </>
  )
}

function None({ me }: { me: Me }) {
  return (
    <Paper withBorder p="lg" radius="md">
      <Title order={1}>You are in no organisation yet</Title>
      <Text c="dimmed" mt="xs">
        Were you invited? Open the link that you were given. If your colleagues use SecureObs already, ask one
        of them for an invitation for <strong>{me.username}</strong>.
      </Text>
      <Title order={2} mt="lg" mb="xs">
        Or create one
      </Title>
      <CreateTenantForm />
    </Paper>
  )
}
