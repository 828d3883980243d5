import { expect, test } from 'vitest'
import { readColumns, tracksOf, usualColumns } from './columns'

test('Columns keep their order, and unknown ones are left out', () => {
  expect(readColumns('age,project,colour')).toEqual(['project', 'age'])
  expect(readColumns('')).toEqual([])
})

test('Narrow screens begin with fewer columns', () => {
  expect(usualColumns(1280)).not.toContain('assignee')
  expect(usualColumns(1600)).toContain('assignee')
})

test('The title has what the fixed columns leave', () => {
  expect(tracksOf(['age']).tracks).toBe('28px 20px minmax(0, 1fr) 84px')
  expect(tracksOf(['age', 'rule']).least).toBeGreaterThan(tracksOf(['age']).least)
})
