import { expect, test } from 'vitest'
import { isPlainPrefix, literalPrefix, patternFault } from './path-pattern'

test('The folders before the first wildcard are what every path begins with', () => {
  expect(literalPrefix('tests/**')).toBe('tests/')
  expect(literalPrefix('src/gen*/a.py')).toBe('src/')
  expect(literalPrefix('**/*.min.js')).toBe('')
  expect(literalPrefix('src/a.py')).toBe('src/a.py')
})

test('Only a folder and all below it is counted exactly', () => {
  expect(isPlainPrefix('tests/**')).toBe(true)
  expect(isPlainPrefix('tests/*')).toBe(false)
  expect(isPlainPrefix('**/x')).toBe(false)
})

test('A pattern that fits everything is refused before it is sent', () => {
  expect(patternFault('**/*')).toMatch(/every file/)
  expect(patternFault('/src/**')).toMatch(/slash/)
  expect(patternFault('tests/**')).toBeNull()
})
