/** What the checkout adds to the address that it comes back to. */
export type PlanSearch = { checkout?: 'done' | 'cancelled' }

export const parsePlan = ({ checkout }: Record<string, unknown>): PlanSearch =>
  checkout === 'done' || checkout === 'cancelled' ? { checkout } : {}
