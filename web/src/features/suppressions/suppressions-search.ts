export const states = ['waiting', 'in-force', 'ended'] as const
export type SuppressionState = (typeof states)[number]

/** The address of a list of suppressions: those in force unless said otherwise. */
export function parseSuppressions(search: Record<string, unknown>): { state?: SuppressionState } {
  const state = states.find((one) => one === search.state)
  return state && state !== 'in-force' ? { state } : {}
}
