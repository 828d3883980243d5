import { expect, test } from 'vitest'
import { namedParts, nameOf, titleOf } from './parts'
import type { ChartDay } from './types'

const day: ChartDay = {
  key: 'a',
  label: '2026-11-23',
  parts: [
    { name: 'Critical', value: 4, color: 'critical' },
    { name: 'High', value: 0, color: 'high' },
    { name: 'Low', value: 1200, color: 'low' },
  ],
}

test('A day is named by what it has', () => {
  expect(nameOf(day)).toBe('2026-11-23: 4 critical and 1,200 low')
  expect(nameOf({ ...day, parts: [] })).toBe('2026-11-23: none')
  expect(nameOf({ ...day, title: 'Something better' })).toBe('Something better')
})

test('A part is named by its day and its number', () => {
  expect(titleOf(day, { name: 'New', value: 4, color: 'fail' })).toBe('2026-11-23: 4 new')
})

test('Parts are named once', () => {
  expect(namedParts([day, day]).map((one) => one.name)).toEqual(['Critical', 'High', 'Low'])
})
