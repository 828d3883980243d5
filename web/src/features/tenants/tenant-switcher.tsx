import { Menu, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { CheckIcon, UpDownIcon } from '../../components/icons'
import { aRole } from '../members/member-rules'
import { CreateTenant } from './create-tenant'
import { standing } from './tenant-link'
import classes from './tenants.module.css'
import { useMe, useTenant } from './use-tenant'

export function TenantSwitcher() {
  const tenant = useTenant()
  const tenants = useMe().data?.tenants ?? []
  const [creating, { open, close }] = useDisclosure()
  return (
    <>
      <Menu width={210} position="bottom-start">
        <Menu.Target>
          <UnstyledButton
            className={classes.switcher}
            aria-label={`Organisation ${tenant.name}, ${tenant.role}. Switch`}
          >
            <div className={classes.current}>
              <div className={classes.name}>{tenant.name}</div>
              <Text size="xs" c="dimmed" lh={1.3}>
                You are {aRole(tenant.role)}
              </Text>
            </div>
            <UpDownIcon />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {tenants.map((one) => (
            <Menu.Item
              key={one.id}
              renderRoot={(props) => (
                <Link to="/tenants/$tenantId" params={{ tenantId: one.id }} {...props} />
              )}
              rightSection={one.id === tenant.id ? <CheckIcon /> : <Text size="xs">{standing(one)}</Text>}
            >
              {one.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={open}>Create an organisation</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <CreateTenant opened={creating} onClose={close} />
    </>
  )
}
