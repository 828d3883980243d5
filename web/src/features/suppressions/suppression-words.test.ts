import { expect, test } from 'vitest'
import { endWords, scopeWords, untilWords } from './suppression-words'

test('What a suppression holds is said in words', () => {
  const rule = { pathPattern: null, scanner: 'bandit', ruleId: 'B602' }
  expect(scopeWords({ scope: 'path', pathPattern: 'tests/**', scanner: null, ruleId: null })).toBe(
    'Path tests/**',
  )
  expect(scopeWords({ scope: 'rule', ...rule })).toBe('Rule B602 of bandit')
})

test('Why it ended names who ended it, when somebody did', () => {
  expect(endWords({ endedBecause: 'expired', endedBy: null })).toBe('its date came')
  expect(endWords({ endedBecause: 'lifted', endedBy: 'Ada' })).toBe('lifted by Ada')
})

test('What ends it besides its date', () => {
  expect(untilWords({ untilFixed: true, untilChanged: true })).toBe(
    'when no scan sees it any more or its code or severity changes',
  )
  expect(untilWords({ untilFixed: false, untilChanged: false })).toBe('')
})
