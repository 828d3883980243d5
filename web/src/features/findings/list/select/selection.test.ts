import { expect, test } from 'vitest'
import {
  asOf,
  isEmpty,
  isSelected,
  loadedState,
  nothing,
  type Selection,
  sizeOf,
  toggledIn,
  withRange,
} from './selection'

const loaded = ['a', 'b', 'c', 'd']

test('Findings are picked one by one, and left out again', () => {
  const one = toggledIn(nothing, 'b', loaded)
  expect(sizeOf(one)).toBe(1)
  expect(isSelected(one, 'b')).toBe(true)
  expect(isEmpty(toggledIn(one, 'b', loaded))).toBe(true)
})

test('A range goes either way and keeps what was picked before', () => {
  const picked = withRange(toggledIn(nothing, 'a', loaded), loaded, 'd', 'c')
  expect(loaded.map((id) => isSelected(picked, id))).toEqual([true, false, true, true])
  expect(sizeOf(withRange(nothing, loaded, 'gone', 'b'))).toBe(1)
})

test('The header knows whether none, some or all of the loaded rows are selected', () => {
  expect(loadedState(nothing, loaded)).toBe('none')
  expect(loadedState(toggledIn(nothing, 'a', loaded), loaded)).toBe('some')
  expect(loadedState(withRange(nothing, loaded, 'a', 'd'), loaded)).toBe('all')
})

test('Leaving one out of all that were found keeps those that are loaded', () => {
  const all: Selection = { kind: 'found', which: {}, group: null, count: 4812 }
  expect(isSelected(all, 'never loaded')).toBe(true)
  expect(sizeOf(toggledIn(all, 'a', loaded))).toBe(3)
})

test('All of a group is selected in that group alone', () => {
  const group: Selection = { kind: 'found', which: { rule: ['r'] }, group: 'r', count: 2 }
  expect([isSelected(group, 'a', 'r'), isSelected(group, 'a', 'q'), isSelected(group, 'a')]).toEqual([
    true,
    false,
    false,
  ])
  expect(loadedState(group, loaded)).toBe('some')
})

test('What came after the selection is not in it, and an earlier bound stays', () => {
  const now = Date.parse('2026-11-23T10:00:00Z')
  expect(asOf({}, now).firstSeenBefore).toBe('2026-11-23T10:00:00.000Z')
  expect(asOf({ firstSeenBefore: '2026-11-01' }, now).firstSeenBefore).toBe('2026-11-01T00:00:00.000Z')
})
