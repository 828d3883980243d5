import { expect, test } from 'vitest'
import type { View } from '../../../../api/types'
import type { Filters } from '../../filters'
import { filtersOfView, isModified, viewBody } from './view-filters'

const kept = (filters: Filters): View => ({
  ...viewBody('Mine', filters),
  id: 'v',
  shared: false,
  changedBy: 'm',
  changedAt: '2026-11-23T10:00:00Z',
})

test('A view shows what was saved', () => {
  for (const filters of [
    {},
    { status: ['all'], sort: 'path' },
    { status: ['open', 'suppressed'], severity: ['HIGH'], overdue: false, endsWithinDays: 14 },
  ] satisfies Filters[])
    expect(filtersOfView(kept(filters))).toEqual({ ...filters, view: 'v' })
})

test('What the API leaves empty narrows nothing', () => {
  const view = { ...kept({ text: 'x' }), sort: null, direction: null }
  const filter = { ...view.filter, cwe: null, overdue: null, status: null }
  expect(filtersOfView({ ...view, filter })).toEqual({ text: 'x', status: ['all'], view: 'v' })
})

test('A view is modified by other filters or another order, not by what the page shows besides', () => {
  const view = kept({ severity: ['HIGH', 'CRITICAL'] })
  expect(isModified(view, { severity: ['CRITICAL', 'HIGH'], view: 'v', peek: 'f', group: 'rule' })).toBe(
    false,
  )
  expect(isModified(view, { severity: ['CRITICAL', 'HIGH'], sort: 'path' })).toBe(true)
  expect(isModified(view, { severity: ['CRITICAL'] })).toBe(true)
})
