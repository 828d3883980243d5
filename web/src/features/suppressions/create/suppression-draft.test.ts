import { expect, test } from 'vitest'
import { type Draft, faultsOf, requestOf } from './suppression-draft'

const draft: Draft = {
  scope: 'path',
  projectId: 'p1',
  pathPattern: ' tests/** ',
  scanner: 'bandit',
  ruleId: '',
  kind: 'wont-fix',
  reason: ' Only tests ',
  days: '90',
}

test('A request has what its scope has and nothing else', () => {
  expect(requestOf(draft, Date.parse('2026-11-01T00:00:00Z'))).toEqual({
    scope: 'path',
    kind: 'wont-fix',
    reason: 'Only tests',
    projectId: 'p1',
    pathPattern: 'tests/**',
    expiresAt: '2027-01-30T00:00:00.000Z',
  })
  expect(requestOf({ ...draft, scope: 'rule', ruleId: 'B101', days: 'never' })).toEqual({
    scope: 'rule',
    kind: 'wont-fix',
    reason: 'Only tests',
    scanner: 'bandit',
    ruleId: 'B101',
  })
})

test('What is missing is told by field', () => {
  expect(faultsOf({ ...draft, scope: 'rule-in-project', projectId: null, kind: null })).toEqual({
    projectId: 'Choose a project.',
    ruleId: 'Name the rule.',
    kind: 'Choose a kind.',
  })
  expect(requestOf({ ...draft, pathPattern: '**' })).toBeNull()
})
