import { expect, test } from 'vitest'
import { keyed } from './use-roving'

test('Arrows go from one to the next and stop at the ends', () => {
  expect(keyed('ArrowRight', 0, 3)).toBe(1)
  expect(keyed('ArrowRight', 2, 3)).toBe(2)
  expect(keyed('ArrowLeft', 0, 3)).toBe(0)
  expect(keyed('End', 0, 3)).toBe(2)
  expect(keyed('x', 0, 3)).toBe(null)
})
