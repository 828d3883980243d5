import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { signOut } from '../sign-in/session'
import { CreateTenant } from './create-tenant'
import { TenantLink } from './tenant-link'
import classes from './tenants.module.css'
import { useMe } from './use-tenant'

/** The ways on from an organisation that cannot be opened. */
export function OtherTenants({ tenantId }: { tenantId: string }) {
  const me = useMe().data
  const [creating, { open, close }] = useDisclosure()
  const others = me?.tenants.filter((one) => one.id !== tenantId) ?? []
  return (
    <section aria-labelledby="other-tenants">
      <Title order={2} id="other-tenants" mb="xs">
        {others.length > 0 ? 'Your other organisations' : 'Go on elsewhere'}
      </Title>
      <Stack gap="md">
        {others.length > 0 && (
          <Stack gap="xs" component="ul" className={classes.list}>
            {others.map((one) => (
              <li key={one.id}>
                <TenantLink tenant={one} />
              </li>
            ))}
          </Stack>
        )}
        <Group>
          <Button variant="default" onClick={open}>
            Create an organisation
          </Button>
        </Group>
        <Group justify="space-between">
          <Text c="dimmed" size="sm">
            Signed in as {me?.name}
          </Text>
          <Anchor component="button" type="button" size="sm" onClick={() => void signOut()}>
            Sign out
          </Anchor>
        </Group>
      </Stack>
      <CreateTenant opened={creating} onClose={close} />
    </section>
  )
}
