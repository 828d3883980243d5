import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Tenant } from '../../api/types'
import classes from './tenants.module.css'

/** An organisation among others. */
export function TenantLink({ tenant }: { tenant: Tenant }) {
  return (
    <Link to="/tenants/$tenantId" params={{ tenantId: tenant.id }} className={classes.tenant}>
      <span>{tenant.name}</span>
      <Text span c="dimmed" size="sm">
        {standing(tenant)}
      </Text>
    </Link>
  )
}

/** What stands beside a name: the role, or that it is closed. */
export const standing = ({ role, deleteAfter }: Tenant) => (deleteAfter ? 'closed' : role)
