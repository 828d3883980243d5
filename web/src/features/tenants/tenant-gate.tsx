import type { ReactNode } from 'react'
import { NotFoundPage } from '../../app/not-found-page'
import { MePanel } from './me-panel'
import { useMe, useTenantId } from './use-tenant'

type Props = { children: ReactNode }

/** Shows a tenant's pages only to its people. To everybody else the tenant does not exist. */
export function TenantGate({ children }: Props) {
  const tenantId = useTenantId()
  const me = useMe()
  if (me.error !== null || !me.data) return <MePanel me={me} />
  return me.data.tenants.some((one) => one.id === tenantId) ? children : <NotFoundPage />
}
