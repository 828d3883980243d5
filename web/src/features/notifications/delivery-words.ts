import type { Delivery, TestedChannel } from '../../api/types'
import { duration } from '../../components/formats'
import type { State } from '../../components/panels/state-badge'

export const deliveryStates: Record<Delivery['state'], { words: string; state: State }> = {
  waiting: { words: 'Waiting', state: 'pending' },
  delivered: { words: 'Delivered', state: 'pass' },
  'given-up': { words: 'Given up', state: 'fail' },
}

/** The last answer in words; null before the first attempt. */
export function answerOf({
  lastStatus,
  lastReason,
}: Pick<Delivery, 'lastStatus' | 'lastReason'>): string | null {
  if (lastReason) return sentence(lastReason)
  return lastStatus === null ? null : `Answered ${lastStatus}`
}

export const testWords = ({ delivered, reason, milliseconds }: TestedChannel): string =>
  delivered
    ? `Delivered in ${duration(milliseconds)}.`
    : `Not delivered, after ${duration(milliseconds)}: ${reason ?? 'no reason is known'}.`

/** The API's reasons begin small. */
export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** A message that waits leaves anyway. */
export const mayReplay = ({ state }: Pick<Delivery, 'state'>) => state !== 'waiting'
