import { expect, test } from 'vitest'
import { revertOf } from './revert'

type Finding = Parameters<typeof revertOf>[0]

const entry = (data: Record<string, string>, action = 'finding.status-changed') => ({
  at: '2026-11-20T10:00:00Z',
  actor: 'Ada Admin',
  action,
  data,
})
const finding = (history: Finding['history'], status: Finding['status'], detected = true): Finding => ({
  status,
  detected,
  suppression: null,
  history,
})
const now = Date.parse('2026-11-29T00:00:00Z')

test('The newest change of status is said back', () => {
  const suppressed = entry({ from: 'in-review', to: 'wont-fix', reason: 'tests only' })
  expect(revertOf(finding([entry({}, 'finding.commented'), suppressed], 'wont-fix'), now)).toEqual({
    entry: suppressed,
    decision: { status: 'in-review' },
  })
})

test('What was suppressed is suppressed again as it was', () => {
  const earlier = {
    from: 'open',
    to: 'risk-accepted',
    reason: 'known',
    expires: '2027-01-01T00:00:00Z',
    until: 'fixed or changed',
  }
  const history = [entry({ from: 'risk-accepted', to: 'open' }), entry(earlier)]
  expect(revertOf(finding(history, 'open'), now)?.decision).toEqual({
    status: 'risk-accepted',
    reason: 'known',
    expiresAt: '2027-01-01T00:00:00Z',
    untilFixed: true,
    untilChanged: true,
  })
  expect(revertOf(finding(history, 'open'), Date.parse('2027-01-02T00:00:00Z'))).toBeNull()
  expect(revertOf(finding(history.slice(0, 1), 'open'), now)).toBeNull()
})

test('Nothing is said back that is not the last word', () => {
  const resolved = entry({ from: 'open', to: 'resolved' })
  expect(revertOf(finding([], 'open'), now)).toBeNull()
  expect(revertOf(finding([resolved], 'open'), now)).toBeNull()
  expect(revertOf(finding([resolved], 'resolved', false), now)).toBeNull()
  const woke = entry({ from: 'wont-fix', to: 'open', because: 'expired' }, 'finding.suppression-ended')
  expect(
    revertOf(finding([woke, entry({ from: 'open', to: 'wont-fix', reason: 'x' })], 'open'), now),
  ).toBeNull()
})
