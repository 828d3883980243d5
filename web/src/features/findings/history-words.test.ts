import { expect, test } from 'vitest'
import { detailsOf, phraseOf } from './history-words'

test('Known actions are phrases, unknown ones are shown as they are', () => {
  expect(['finding.suppressed', 'reopened', 'finding.owner-changed'].map(phraseOf)).toEqual([
    'suppressed it',
    're-opened it',
    'owner changed',
  ])
})

test('Details leave out what is empty or already said', () => {
  expect(detailsOf({ status: 'suppressed', reason: 'used-in-tests', comment: null, lines: [1, 2] })).toEqual([
    ['Reason', 'Used in tests'],
    ['Lines', '[1,2]'],
  ])
})
