import { expect, test } from 'vitest'
import { actWords, previewWords, resultWords } from './bulk-words'

test('The button names what it does and to how many', () => {
  expect(actWords('suppress', 4812)).toBe('Suppress 4,812 findings')
  expect(actWords('in-review', 1)).toBe('Take 1 finding into review')
})

test('A preview adds up', () => {
  const outcome = { changeId: null, matched: 4812, changed: 4800, held: 10, asks: 2, next: null }
  expect(previewWords(outcome)).toBe(
    '4,812 match: 4,798 will change, 10 are held by a wide suppression, 2 wait for somebody else’s approval, 2 stay as they are.',
  )
  expect(previewWords({ changeId: null, matched: 1, changed: 1, held: 0, asks: 0, next: null })).toBe(
    '1 matches: 1 will change.',
  )
})

test('The result says what was left', () => {
  const done = { changeIds: [], looked: 9, changed: 7, held: 2, asks: 0 }
  expect(resultWords('suppress', done)).toBe('7 findings suppressed; 2 held by a wide suppression')
})
