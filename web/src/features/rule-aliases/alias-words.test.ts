import { expect, test } from 'vitest'
import { previewWords } from './alias-words'

test('What would merge is said before it does', () => {
  expect(previewWords({ oldFindings: 3, newFindings: 2, joined: 2 })).toEqual([
    '3 findings have the old name, 2 the new one.',
    '2 new findings become an old one again, with its decisions and history.',
  ])
  expect(previewWords({ oldFindings: 1, newFindings: 0, joined: 0 })[1]).toMatch(/None would be joined/)
})
