const day = 86_400_000

export const expiries = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: 'never', label: 'Never' },
] as const

/** The moment a key made now expires; null for one that never does. */
export function expiresAt(choice: string, now = Date.now()): string | null {
  const days = Number(choice)
  return Number.isInteger(days) && days > 0 ? new Date(now + days * day).toISOString() : null
}

/** Within two weeks: a pipeline fails from the moment on. */
export const endsSoon = (expiresAt: string, now = Date.now()) => Date.parse(expiresAt) - now < 14 * day
