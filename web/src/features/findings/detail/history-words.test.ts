import { expect, test } from 'vitest'
import { detailsOf, phraseOf } from './history-words'

test('A change of status is a phrase, another action is shown as it is', () => {
  expect(phraseOf('finding.status-changed', { from: 'Open', to: 'Suppressed' })).toBe('suppressed it')
  expect(phraseOf('finding.status-changed', { from: 'suppressed', to: 'open' })).toBe('re-opened it')
  expect(phraseOf('finding.owner-changed', {})).toBe('owner changed')
})

test('Details leave out what is empty or already said', () => {
  const data = { from: 'Open', to: 'Suppressed', reason: 'UsedInTests', comment: null, ticket: 'SEC-1' }
  expect(detailsOf(data)).toEqual([
    ['Reason', 'Used in tests'],
    ['Ticket', 'SEC-1'],
  ])
})
