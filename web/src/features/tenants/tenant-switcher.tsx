import { Menu, Text, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CheckIcon, UpDownIcon } from '../../components/icons'
import classes from './tenants.module.css'
import { useMe, useTenant } from './use-tenant'

export function TenantSwitcher() {
  const tenant = useTenant()
  const tenants = useMe().data?.tenants ?? []
  const label = (
    <div>
      <div className={classes.name}>{tenant.name}</div>
      <Text size="xs" c="dimmed" lh={1.3}>
        You are {tenant.role === 'member' ? 'a member' : `an ${tenant.role}`}
      </Text>
    </div>
  )
  if (tenants.length < 2) return <div className={classes.switcher}>{label}</div>
  return (
    <Menu width={210} position="bottom-start">
      <Menu.Target>
        <UnstyledButton
          className={classes.switcher}
          aria-label={`Tenant ${tenant.name}, ${tenant.role}. Switch`}
        >
          {label}
          <UpDownIcon />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {tenants.map((one) => (
          <Menu.Item
            key={one.id}
            renderRoot={(props) => (
              <Link to="/tenants/$tenantId/projects" params={{ tenantId: one.id }} {...props} />
            )}
            rightSection={one.id === tenant.id ? <CheckIcon /> : <Text size="xs">{one.role}</Text>}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
