import { expect, test } from 'vitest'
import { actOfKey, rowAfterKey } from './row-after-key'

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
  expect(actOfKey('x', false)).toBeNull()
  expect(actOfKey(' ', false)).toBe('peek')
})

test('Other keys do not move', () => expect(rowAfterKey('x', 3, 10, true)).toBeNull())

test('Keys act on a row; with Shift they select all up to it', () => {
  expect(['o', 'x', 'X', 's', 'a', 'Enter', 'Escape'].map((key) => actOfKey(key, true))).toEqual([
    'open',
    'select',
    'range',
    'suppress',
    'assign',
    'open',
    'leave',
  ])
})
