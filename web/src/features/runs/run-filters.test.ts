import { expect, test } from 'vitest'
import { parseRunFilters, runQueryOf, runsSentence } from './run-filters'

test('What makes no sense is left out', () => {
  expect(parseRunFilters({ verdict: 'maybe', branch: ' ', days: '8', projectId: 'p' })).toEqual({
    projectId: 'p',
  })
  expect(parseRunFilters({ verdict: ['blocked', 'passed'], branch: 'feature/x', days: '7' })).toEqual({
    verdict: 'blocked',
    branch: 'feature/x',
    days: 7,
  })
})

test('A period begins so many days ago, to the minute', () => {
  const now = Date.parse('2026-11-29T08:00:59.500Z')
  expect(runQueryOf({ days: 7, verdict: 'blocked' }, now)).toEqual({
    verdict: 'blocked',
    from: '2026-11-22T08:00:00.000Z',
  })
  expect(runQueryOf({ branch: 'main' }, now)).toEqual({ branch: 'main' })
})

test('A filter is said in words', () => {
  expect(runsSentence({ verdict: 'blocked', days: 7 })).toBe('blocked runs of the last 7 days')
  expect(runsSentence({ verdict: 'none', branch: 'main' })).toBe('undecided runs of branch main')
  expect(runsSentence({})).toBe('runs')
})
