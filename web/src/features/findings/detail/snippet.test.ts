import { expect, test } from 'vitest'
import { linesOf } from './snippet'

test('A snippet of exactly the finding is numbered', () => {
  expect(linesOf('a\nb\n', 7, 8).map((line) => line.number)).toEqual([7, 8])
  expect(linesOf('a', 7, null).map((line) => line.number)).toEqual([7])
})

test('A snippet with lines around the finding has no numbers, which would be guesses', () => {
  expect(linesOf('a\nb\nc', 7, 7).map((line) => line.number)).toEqual([null, null, null])
  expect(linesOf('a', null, null).map((line) => line.number)).toEqual([null])
})
