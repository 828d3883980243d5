import { Center, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import { NotFoundPage } from '../../app/not-found-page'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { useMe, useTenantId } from './use-tenant'

type Props = { children: ReactNode }

/** Shows a tenant's pages only to its people. To everybody else the tenant does not exist. */
export function TenantGate({ children }: Props) {
  const tenantId = useTenantId()
  const me = useMe()
  if (me.error !== null)
    return (
      <Center component="main" mih="100dvh" p="md">
        <ProblemPanel
          error={me.error}
          what="Your tenants could not be loaded."
          retry={() => void me.refetch()}
        />
      </Center>
    )
  if (!me.data)
    return (
      <Center component="main" mih="100dvh">
        <Loader aria-label="Loading" />
      </Center>
    )
  return me.data.tenants.some((one) => one.id === tenantId) ? children : <NotFoundPage />
}
