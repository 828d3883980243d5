import { Anchor, Button, Container, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { Link, Navigate } from '@tanstack/react-router'
import { Logo } from '../../components/logo'
import { signOut } from '../sign-in/session'
import { MePanel } from './me-panel'
import classes from './tenants.module.css'
import { useMe } from './use-tenant'

export function TenantChooser() {
  const me = useMe()
  if (me.error !== null || !me.data) return <MePanel me={me} />
  const [first, ...others] = me.data.tenants
  if (first && others.length === 0)
    return <Navigate to="/tenants/$tenantId/projects" params={{ tenantId: first.id }} replace />
  return (
    <Container component="main" size={440} py={72}>
      <title>Choose a tenant · SecureObs</title>
      <Stack gap="lg">
        <Logo />
        {first ? (
          <>
            <Title order={1}>Choose a tenant</Title>
            <Stack gap="xs" component="ul" className={classes.list}>
              {me.data.tenants.map((tenant) => (
                <li key={tenant.id}>
                  <Link
                    to="/tenants/$tenantId/projects"
                    params={{ tenantId: tenant.id }}
                    className={classes.tenant}
                  >
                    <span>{tenant.name}</span>
                    <Text span c="dimmed" size="sm">
                      {tenant.role}
                    </Text>
                  </Link>
                </li>
              ))}
            </Stack>
          </>
        ) : (
          <Paper withBorder p="lg" radius="md">
            <Title order={1}>You belong to no tenant yet</Title>
            <Text c="dimmed" mt="xs">
              Ask an owner of your organisation’s tenant to add <strong>{me.data.username}</strong>, then try
              again.
            </Text>
            <Button mt="md" variant="default" onClick={() => void me.refetch()} loading={me.isFetching}>
              Try again
            </Button>
          </Paper>
        )}
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
