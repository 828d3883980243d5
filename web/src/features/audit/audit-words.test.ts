import { expect, test } from 'vitest'
import { actionFilterWords, actionOptions, actionWords, changesOf, detailLines } from './audit-words'

test('An action is said in plain words, also one that is new', () => {
  expect(actionWords('member.role-changed')).toBe('Role changed')
  expect(actionWords('plan.changed')).toBe('Plan: changed')
})

test('Actions are offered by group, everything of it first', () =>
  expect(actionOptions(['run.opened', 'gate.decided', 'run.closed'])).toEqual([
    { group: 'Gate', items: [{ value: 'gate.decided', label: 'Gate decided' }] },
    {
      group: 'Runs',
      items: [
        { value: 'run.', label: 'Runs: everything' },
        { value: 'run.opened', label: 'Run opened' },
        { value: 'run.closed', label: 'Run closed' },
      ],
    },
  ]))

test('A group has a name as a filter, too', () =>
  expect(actionFilterWords('api-key.')).toBe('API keys: everything'))

test('Before and after stand in one line', () =>
  expect(detailLines({ action: 'member.role-changed', data: { from: 'member', to: 'admin' } })).toEqual([
    'member → admin',
  ]))

test('A first value comes from none', () =>
  expect(
    detailLines({ action: 'project.scanners-changed', data: { from: '', to: 'bandit gitleaks' } }),
  ).toEqual(['none → bandit, gitleaks']))

test('Details are named, ids are not shown', () =>
  expect(
    detailLines({
      action: 'finding.status-changed',
      data: { from: 'open', to: 'false-positive', reason: 'an example', project: '0199', comment: '' },
    }),
  ).toEqual(['Open → False positive', 'Reason: an example']))

test('A moment reads as one', () =>
  expect(
    detailLines({
      action: 'invitation.created',
      data: { role: 'admin', expires: '2026-12-02T10:30:00.0000000Z' },
    }),
  ).toEqual(['Role: admin', 'Expires: 2026-12-02 10:30 UTC']))

test('A digest is known by its beginning; the export has all of it', () =>
  expect(
    detailLines({ action: 'finding.ingested', data: { digest: 'ef3c1a8b0553'.padEnd(64, '0') } }),
  ).toEqual(['Digest: ef3c1a8b0553…']))

test('So is the receipt of a body', () =>
  expect(
    detailLines({
      action: 'finding.ingested',
      data: { receipt: `sha256:${'ef3c1a8b0553'.padEnd(64, '0')}` },
    }),
  ).toEqual(['Receipt: sha256:ef3c1a8b0553…']))

test('An entry in full has before and after of what changed, and all else it keeps', () => {
  expect(changesOf({ action: 'member.role-changed', data: { from: 'member', to: 'admin' } })).toEqual([
    { name: 'Role', before: 'member', after: 'admin' },
  ])
  expect(
    changesOf({ action: 'finding.status-changed', data: { from: 'open', to: 'wont-fix', reason: 'tests' } }),
  ).toEqual([
    { name: 'Status', before: 'Open', after: 'Won’t fix' },
    { name: 'Reason', before: null, after: 'tests' },
  ])
})
