import { expect, test } from 'vitest'
import { rowAfterKey } from './row-after-key'

test('Keys move by a row, by a page and to the ends, never beyond', () => {
  const from3 = (key: string) => rowAfterKey(key, 3, 10, true)
  expect(['j', 'k', 'ArrowDown', 'PageDown', 'PageUp', 'Home', 'End'].map(from3)).toEqual([
    4, 2, 4, 9, 0, 0, 9,
  ])
  expect(rowAfterKey('j', 9, 10, true)).toBe(9)
})

test('Letters do nothing while they are switched off; arrows always work', () => {
  expect(rowAfterKey('j', 3, 10, false)).toBeNull()
  expect(rowAfterKey('ArrowDown', 3, 10, false)).toBe(4)
})

test('Other keys do not move', () => expect(rowAfterKey('x', 3, 10, true)).toBeNull())
