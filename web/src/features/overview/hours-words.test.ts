import { expect, test } from 'vitest'
import { hoursWords } from './hours-words'

test('A span has the unit that one thinks in', () => {
  expect([0.5, 5.25, 47, 60, 24 * 30].map(hoursWords)).toEqual([
    '30 minutes',
    '5.3 hours',
    '47 hours',
    '2.5 days',
    '30 days',
  ])
})
