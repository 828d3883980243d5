import { useState } from 'react'
import { queries } from '../../api/client'

const pause = 2000
/** Whoever sells tells within seconds that something was bought; after this time waiting says nothing any more. */
const patience = 90_000

/** @param bought Just now: the plan is asked for until it is there. */
export function usePlan(tenantId: string, bought: boolean) {
  const [since] = useState(Date.now)
  return queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/plan',
    { params: { path: { tenantId } } },
    {
      refetchInterval: ({ state }) =>
        bought && !holds(state.data?.subscription?.status) && Date.now() - since < patience ? pause : false,
    },
  )
}

const holding = ['trialing', 'active', 'past_due']

export const holds = (status: string | undefined) => status !== undefined && holding.includes(status)
