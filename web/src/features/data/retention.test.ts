import { expect, test } from 'vitest'
import type { RetentionRound } from '../../api/types'
import { daysFault, isDue, isShorter, keptSentence, removedWords } from './retention'

const round: RetentionRound = {
  startedAt: '2026-11-29T00:00:00Z',
  finishedAt: '2026-11-29T00:01:00Z',
  cutoff: '2026-08-31T00:00:00Z',
  findings: 0,
  runs: 0,
  auditEntries: 0,
  isRunning: false,
  failure: null,
}

test('What is kept for how long is one sentence', () => {
  expect(keptSentence({ days: null, planDays: null })).toBe('Everything is kept for ever.')
  expect(keptSentence({ days: 30, planDays: 30 })).toBe('What is done with is kept for 30 days.')
  expect(keptSentence({ days: 90, planDays: null })).toBe('What is done with is kept for 90 days.')
  expect(keptSentence({ days: 90, planDays: 30 })).toBe(
    'What is done with is kept for 90 days, which is longer than the 30 days of the plan.',
  )
})

test.each([
  [30, null, null],
  [3650, null, null],
  [29, null, 'From 30 to 3,650 days.'],
  [3651, null, 'From 30 to 3,650 days.'],
  [null, null, 'From 30 to 3,650 days.'],
  [30.5, null, 'From 30 to 3,650 days.'],
  [90, 365, 'From 365 to 3,650 days: the plan keeps everything for so long.'],
  [365, 365, null],
])('%s days with a plan of %s', (days, plan, fault) => expect(daysFault(days, plan)).toBe(fault))

test('Only a shorter time deletes more', () => {
  expect(isShorter(90, null)).toBe(true)
  expect(isShorter(30, 90)).toBe(true)
  expect(isShorter(90, 30)).toBe(false)
  expect(isShorter(null, 30)).toBe(false)
})

test('What a round took is counted', () => {
  expect(removedWords(round)).toBeNull()
  expect(removedWords({ ...round, findings: 1200, auditEntries: 1 })).toBe(
    '1,200 findings and 1 entry of the audit trail',
  )
})

test('A page looks again while a round goes on or is to begin', () => {
  const at = Date.parse('2026-11-29T12:00:00Z')
  const state = { planDays: null, ownDays: 90, days: 90, lastRound: round }
  expect(isDue({ ...state, nextAt: '2026-11-30T00:00:00Z' }, at)).toBe(false)
  expect(isDue({ ...state, nextAt: '2026-11-29T11:59:00Z' }, at)).toBe(true)
  expect(isDue({ ...state, nextAt: null }, at)).toBe(true)
  expect(isDue({ ...state, days: null, nextAt: null }, at)).toBe(false)
  const running = { ...round, isRunning: true }
  expect(isDue({ ...state, nextAt: '2026-11-30T00:00:00Z', lastRound: running }, at)).toBe(true)
})
