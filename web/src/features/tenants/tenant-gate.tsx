import { lazy, type ReactNode, Suspense } from 'react'
import { NotFoundPage } from '../../app/not-found-page'
import { MePanel } from './me-panel'
import { useMe, useTenantId } from './use-tenant'

const ClosedPage = lazy(() => import('./closed-page'))

type Props = { children: ReactNode }

/** Shows a tenant's pages only to its people, while it is open. To everybody else the tenant does not exist. */
export function TenantGate({ children }: Props) {
  const tenantId = useTenantId()
  const me = useMe()
  if (me.error !== null || !me.data) return <MePanel me={me} />
  const tenant = me.data.tenants.find((one) => one.id === tenantId)
  if (!tenant) return <NotFoundPage />
  if (!tenant.deleteAfter) return children
  return (
    <Suspense>
      <ClosedPage key={tenantId} tenant={tenant} deleteAfter={tenant.deleteAfter} />
    </Suspense>
  )
}
