import { exactCount } from '../../counts'
import type { Intent, Outcome } from './change'
import type { Done } from './run-change'

export const findingsCount = (count: number) => `${exactCount(count)} ${count === 1 ? 'finding' : 'findings'}`

/** What the button does, with how many. */
export function actWords(intent: Intent, count: number | null): string {
  const many = count === null ? 'the findings' : findingsCount(count)
  switch (intent) {
    case 'suppress':
      return `Suppress ${many}`
    case 'assign':
      return `Assign ${many}`
    case 'severity':
      return `Change the severity of ${many}`
    case 'open':
      return `Re-open ${many}`
    case 'in-review':
      return `Take ${many} into review`
    case 'resolved':
      return `Mark ${many} as resolved`
  }
}

const doneWords: Record<Intent, string> = {
  suppress: 'suppressed',
  assign: 'assigned',
  severity: 'given another severity',
  open: 're-opened',
  'in-review': 'taken into review',
  resolved: 'marked as resolved',
}

/** "4,812 match: 4,800 will change, 10 are held by a wide suppression, 2 wait for somebody else’s approval." */
export function previewWords({ matched, changed, held, asks }: Outcome): string {
  if (matched === 0) return 'Nothing matches any more.'
  const same = matched - changed - held
  const parts = [
    `${exactCount(changed - asks)} will change`,
    ...(held ? [`${exactCount(held)} ${held === 1 ? 'is' : 'are'} held by a wide suppression`] : []),
    ...(asks ? [`${exactCount(asks)} ${asks === 1 ? 'waits' : 'wait'} for somebody else’s approval`] : []),
    ...(same > 0
      ? [`${exactCount(same)} ${same === 1 ? 'stays' : 'stay'} as ${same === 1 ? 'it is' : 'they are'}`]
      : []),
  ]
  return `${exactCount(matched)} ${matched === 1 ? 'matches' : 'match'}: ${parts.join(', ')}.`
}

export function resultWords(intent: Intent, done: Done): string {
  const rest = [
    ...(done.held ? [`${exactCount(done.held)} held by a wide suppression`] : []),
    ...(done.asks ? [`${exactCount(done.asks)} waiting for approval`] : []),
  ]
  const words = `${findingsCount(done.changed - done.asks)} ${doneWords[intent]}`
  return rest.length ? `${words}; ${rest.join(', ')}` : words
}
