import { expect, test } from 'vitest'
import { actOf, bound, keyName, keyWords } from './key-table'
import { shortcutGroups } from './shortcut-groups'

const table = [
  { act: 'next', keys: ['j', 'Alt+ArrowDown'], means: 'Next' },
  { act: 'peek', keys: [' '], means: 'Look' },
] as const

const press = (key: string, held: object = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, ...held })

test('A key has the act of its row, with what is held beside it', () => {
  expect(actOf(table, press('j'))).toBe('next')
  expect(actOf(table, press('ArrowDown', { altKey: true }))).toBe('next')
  expect(actOf(table, press('ArrowDown'))).toBeNull()
  expect(actOf(table, press('j', { ctrlKey: true }))).toBeNull()
})

test('Only what can be pressed unasked is switched off', () => {
  expect(actOf(table, 'j', false)).toBeNull()
  expect(actOf(table, 'Alt+ArrowDown', false)).toBe('next')
  expect(actOf(table, ' ', false)).toBe('peek')
})

test('Every key of a table does what its page says', () => {
  const done: string[] = []
  const keys = bound(table, { next: () => done.push('next'), peek: () => done.push('peek') })
  for (const key of ['j', 'Alt+ArrowDown', ' ']) keys[key]?.()
  expect(done).toEqual(['next', 'next', 'peek'])
})

test('Keys are read as they are printed', () => {
  expect(['Alt+ArrowDown', 'Meta+k', ' ', 'X', 'Enter'].map(keyWords)).toEqual([
    'Alt + ↓',
    'Cmd + k',
    'Space',
    'Shift + x',
    'Enter',
  ])
})

test('In one place a key means one thing, and one thing is told once', () => {
  for (const { rows } of shortcutGroups) {
    const keys = rows.flatMap((row) => row.keys)
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(rows.map((row) => row.means)).size).toBe(rows.length)
  }
})
