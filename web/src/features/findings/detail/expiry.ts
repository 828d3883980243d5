import { endOfDay, tomorrow } from './end-of-day'

/** Days, a day of one's own, or no end. */
export const expiryChoices = ['14', '30', '60', '90', 'custom', 'none'] as const
export type Expiry = (typeof expiryChoices)[number]

export const expiryWords: Record<Expiry, string> = {
  14: '14 days',
  30: '30 days',
  60: '60 days',
  90: '90 days',
  custom: 'Until…',
  none: 'No date',
}

/** When a suppression ends by its date: at the end of a day where the person is; undefined for none. */
export function expiresAt(choice: Expiry, day: string, now = Date.now()): string | undefined {
  if (choice === 'none') return undefined
  return endOfDay(choice === 'custom' ? day : tomorrow(now, Number(choice)))
}
