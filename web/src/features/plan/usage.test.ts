import { expect, test } from 'vitest'
import { keptWords, limitWords, usageOf } from './usage'

test.each([
  [3, null, 'none', '3, no limit', 0],
  [0, 3, 'fine', '0 of 3, 3 left', 0],
  [4, 5, 'near', '4 of 5, 1 left', 0.8],
  [5, 5, 'full', '5 of 5, none left', 1],
  [7, 5, 'over', '7 of 5, 2 over the limit', 1],
  [0, 0, 'full', '0 of 0, none left', 1],
  [1200, 50_000, 'fine', '1,200 of 50,000, 48,800 left', 0.024],
] as const)('%d of %s', (used, limit, state, words, part) =>
  expect(usageOf(used, limit)).toEqual({ state, words, part }),
)

test('What a plan allows is said in words', () => {
  expect(limitWords(1, 'projects')).toBe('1 project')
  expect(limitWords(50_000, 'findings')).toBe('50,000 findings')
  expect(limitWords(null, 'members')).toBe('Any number of members')
  expect(keptWords(30)).toBe('Old data are kept for 30 days')
  expect(keptWords(null)).toBe('Old data are kept for ever')
})
