import { expect, test } from 'vitest'
import { explanationOf, linesOf } from './snippet'

test('A snippet of exactly the finding is numbered', () => {
  expect(linesOf('a\nb\n', 7, 8).map((line) => line.number)).toEqual([7, 8])
  expect(linesOf('a', 7, null).map((line) => line.number)).toEqual([7])
})

test('A snippet with lines around the finding has no numbers, which would be guesses', () => {
  expect(linesOf('a\nb\nc', 7, 7).map((line) => line.number)).toEqual([null, null, null])
  expect(linesOf('a', null, null).map((line) => line.number)).toEqual([null])
})

test('An explanation does not repeat the title', () => {
  expect(explanationOf({ title: 'Weak hash', description: 'Weak hash\n\nUse SHA-256.' })).toBe('Use SHA-256.')
  expect(explanationOf({ title: 'Weak hash', description: 'Weak hash' })).toBe('')
  expect(explanationOf({ title: 'B1', description: null })).toBe('')
  expect(explanationOf({ title: 'Weak', description: 'Weak hash used' })).toBe('Weak hash used')
})
