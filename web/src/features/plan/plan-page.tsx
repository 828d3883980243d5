import { Stack } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { useTenant } from '../tenants/use-tenant'
import { CheckoutNotice } from './checkout-notice'
import { PlanOverview } from './plan-overview'
import { usePlan } from './use-plan'

const route = getRouteApi('/tenants/$tenantId/plan')

export function PlanPage() {
  const tenant = useTenant()
  const { checkout } = route.useSearch()
  const navigate = route.useNavigate()
  const plan = usePlan(tenant.id, checkout === 'done')
  return (
    <>
      <PageHeader title="Plan" subtitle={`What ${tenant.name} may have, and what of it is used`} />
      <Stack className={panels.body} gap="xl" maw={1040}>
        {checkout && (
          <CheckoutNotice
            checkout={checkout}
            plan={plan.data}
            onClose={() => void navigate({ search: {}, replace: true })}
          />
        )}
        {plan.error && !plan.data && (
          <ProblemPanel
            error={plan.error}
            what="The plan could not be loaded."
            retry={() => void plan.refetch()}
          />
        )}
        {plan.isPending && <SkeletonRows rows={4} height={64} />}
        {plan.data && <PlanOverview plan={plan.data} />}
      </Stack>
    </>
  )
}
