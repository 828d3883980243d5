import type { Subscription } from '../../api/types'
import type { State } from '../../components/panels/state-badge'

export type Standing = { state: State; word: string; sentence: string }

/**
 * Where a subscription stands, and what to do about it.
 * @param day When what was paid for ends, as it is shown.
 */
export function standingOf({ status, endsAtPeriodEnd }: Subscription, day: string | null): Standing {
  const until = day ? ` until ${day}` : ''
  switch (status) {
    case 'trialing':
      return {
        state: 'pass',
        word: 'Trial',
        sentence: `Free to try${until}${endsAtPeriodEnd ? '; it ends then, and nothing is paid' : ', then paid for'}.`,
      }
    case 'active':
      return endsAtPeriodEnd
        ? {
            state: 'warn',
            word: 'Ending',
            sentence: `Ends${day ? ` on ${day}` : ' with the period that is paid for'}. Everything stays as it is until then, and nothing is deleted at once after it.`,
          }
        : { state: 'pass', word: 'Active', sentence: `Active${until}, then renewed.` }
    case 'past_due':
      return {
        state: 'warn',
        word: 'Payment failed',
        sentence: 'The plan holds for now. Check the card, or pay by another one: “Invoices and payment”.',
      }
    case 'incomplete':
      return {
        state: 'pending',
        word: 'Not paid yet',
        sentence: 'The first payment is not complete. Finish it under “Invoices and payment”.',
      }
    case 'unpaid':
      return {
        state: 'fail',
        word: 'Not paid',
        sentence: 'The plan holds no more. It comes back once the open invoice is paid.',
      }
    case 'paused':
      return {
        state: 'warn',
        word: 'Paused',
        sentence: 'The plan holds no more. Add a card under “Invoices and payment” to go on.',
      }
    case 'incomplete_expired':
      return {
        state: 'neutral',
        word: 'Never paid',
        sentence: 'The first payment was not made in time. Choose a plan to begin again.',
      }
    case 'canceled':
      return { state: 'neutral', word: 'Ended', sentence: 'Choose a plan to begin again.' }
  }
}
