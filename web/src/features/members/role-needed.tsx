import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { listed } from '../../components/formats'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { useTenant } from '../tenants/use-tenant'
import { aRole, grantersOf } from './member-rules'
import { useMembers } from './use-members'

type Props = { title: string; missing: 'admin' | 'owner'; instead?: string }

/** For somebody whose role is not enough: which one is missing, and who can give it. */
export function RoleNeeded({ title, missing, instead }: Props) {
  const tenant = useTenant()
  const members = useMembers(tenant.id).data?.pages.flatMap((page) => page.items) ?? []
  const or = instead ? `, or ${instead}` : ''
  const granters = grantersOf(missing, members)
  return (
    <EmptyPanel title={title}>
      <Text c="dimmed">
        It needs the role {missing} in {tenant.name}; you are {aRole(tenant.role)}.
      </Text>
      <Text c="dimmed">
        {granters.length > 0
          ? `${listed(granters, 'or')} can make you ${aRole(missing)}${or}.`
          : `${missing === 'owner' ? 'An owner' : 'An admin or owner'} can make you ${aRole(missing)}${or}.`}
      </Text>
      <Link to="/tenants/$tenantId/members" params={{ tenantId: tenant.id }}>
        Who is in {tenant.name}
      </Link>
    </EmptyPanel>
  )
}
