import { getRouteApi } from '@tanstack/react-router'
import { queries } from '../../api/client'
import type { Tenant } from '../../api/types'

const route = getRouteApi('/tenants/$tenantId')

/** Who is signed in. */
export const useMe = () => queries.useQuery('get', '/api/me', {}, { staleTime: 5 * 60_000 })

export const useTenantId = () => route.useParams().tenantId

/** The tenant of the page. Only below `TenantGate`, which has made sure of it. */
export function useTenant(): Tenant {
  const tenantId = useTenantId()
  const tenant = useMe().data?.tenants.find((one) => one.id === tenantId)
  if (!tenant) throw new Error('There is no tenant here.')
  return tenant
}

export const mayAdminister = (tenant: Tenant) => tenant.role !== 'member'
export const isOwner = (tenant: Tenant) => tenant.role === 'owner'
