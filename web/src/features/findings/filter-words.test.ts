import { expect, test } from 'vitest'
import { appliedFilters, sentenceOf } from './filter-words'
import type { Filters } from './filters'

const names = { project: () => 'Shop', member: () => 'Ada' }

test('Filters read like a sentence', () => {
  expect(sentenceOf({})).toBe('open findings')
  expect(sentenceOf({ status: ['all'] })).toBe('findings')
  expect(sentenceOf({ severity: ['CRITICAL', 'HIGH'], projectId: 'p1', status: ['suppressed'] }, names)).toBe(
    'suppressed findings with severity critical or high and project Shop',
  )
  expect(sentenceOf({ status: ['open'], assignee: 'm', overdue: true }, names)).toBe(
    'open findings with Ada seeing to them and a due date that is over',
  )
})

test('Every applied filter can be dropped, the narrowest first', () => {
  const filters: Filters = { text: 'eval', severity: ['HIGH'], status: ['suppressed'] }
  expect(appliedFilters(filters).map((one) => one.keys)).toEqual([['text'], ['severity'], ['status']])
  const times: Filters = { firstSeenFrom: '2026-01-01', firstSeenBefore: '2026-02-01T10:00:00Z' }
  expect(appliedFilters(times)).toEqual([
    { keys: ['firstSeenFrom', 'firstSeenBefore'], words: 'first seen 2026-01-01 to 2026-02-01' },
  ])
})
