import { expect, test } from 'vitest'
import { beforeAfter, detailsOf, phraseOf } from './history-words'

test('A change of status is a phrase, another action is shown as it is', () => {
  expect(phraseOf('finding.status-changed', { from: 'open', to: 'wont-fix' })).toBe(
    'suppressed it: won’t fix',
  )
  expect(phraseOf('finding.status-changed', { from: 'wont-fix', to: 'open' })).toBe('re-opened it')
  expect(phraseOf('finding.suppression-asked', { from: 'open', to: 'open', asked: 'risk-accepted' })).toBe(
    'asks to suppress it: risk accepted',
  )
  expect(phraseOf('finding.suppression-ended', { from: 'wont-fix', to: 'open', because: 'expired' })).toBe(
    'woke it: the date of its suppression has come',
  )
  expect(phraseOf('finding.owner-changed', {})).toBe('owner changed')
})

test('Details leave out what is empty or already said', () => {
  const data = {
    from: 'open',
    to: 'wont-fix',
    reason: 'an example',
    expires: '2027-01-31T00:00:00.0000000Z',
    until: null,
  }
  expect(detailsOf(data)).toEqual([
    ['Reason', 'an example'],
    ['Ends', '2027-01-31'],
  ])
})

test('Before and after are told in words', () => {
  const nameOf = (id: string) => (id === '1' ? 'Ada Admin' : 'A former member')
  const of = (action: string, data: Record<string, string | null>) => beforeAfter({ action, data }, nameOf)
  expect(of('finding.status-changed', { from: 'open', to: 'wont-fix' })).toEqual(['Open', 'Won’t fix'])
  expect(of('finding.severity-changed', { from: 'HIGH', to: 'LOW' })).toEqual(['High', 'Low'])
  expect(of('finding.assigned', { before: null, member: '1' })).toEqual(['Nobody', 'Ada Admin'])
  expect(of('finding.suppression-asked', { from: 'open', to: 'open', asked: 'wont-fix' })).toBeNull()
  expect(of('finding.commented', { comment: '1' })).toBeNull()
})
