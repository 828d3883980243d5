import { queries } from '../../api/client'
import { useTenantId } from '../tenants/use-tenant'

/** Both lead to pages of whoever takes the money; this one is left for them. */
export function useBilling() {
  const tenantId = useTenantId()
  const leave = { onSuccess: ({ url }: { url: string }) => location.assign(url) }
  const checkout = queries.useMutation('post', '/api/tenants/{tenantId}/billing/checkout', leave)
  const portal = queries.useMutation('post', '/api/tenants/{tenantId}/billing/portal', leave)
  const params = { path: { tenantId } }
  return {
    // Busy until the other page is there.
    buying: checkout.isPending || checkout.isSuccess ? checkout.variables.body.plan : null,
    opening: portal.isPending || portal.isSuccess,
    error: checkout.error ?? portal.error,
    buy: (plan: string) => {
      portal.reset()
      checkout.mutate({ params, body: { plan } })
    },
    open: () => {
      checkout.reset()
      portal.mutate({ params })
    },
  }
}
