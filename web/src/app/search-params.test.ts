import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from './search-params'

test('A repeated name becomes a list, a single one stays a string', () => {
  expect(parseSearch('?severity=HIGH&severity=LOW&text=a%20b')).toEqual({
    severity: ['HIGH', 'LOW'],
    text: 'a b',
  })
})

test('Empty and missing values leave no trace in the address', () => {
  expect(stringifySearch({ text: '', projectId: undefined, severity: [] })).toBe('')
})

test('What is written is read back the same', () => {
  const values = { severity: ['HIGH', 'CRITICAL', 'LOW'], text: 'select * from "a&b"', projectId: '007' }
  expect(parseSearch(stringifySearch(values))).toEqual(values)
})
