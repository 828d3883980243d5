import { expect, test } from 'vitest'
import type { Facets } from '../../../api/types'
import { headlineOf } from './headline'

const counted = (findings: number, exact = true): Facets => ({
  exact,
  listsExact: exact,
  cwe: null,
  path: null,
  age: null,
  findings,
  severity: [],
  status: [],
  scanner: [],
  rule: null,
  project: null,
})

test('The heading counts what the list shows', () => {
  expect(headlineOf({ severity: ['HIGH'] }, counted(4812))).toBe('4,812 open findings')
  expect(headlineOf({ status: ['suppressed'] }, counted(1))).toBe('1 suppressed finding')
  expect(headlineOf({ status: ['all'], text: 'x' }, counted(10_000, false))).toBe('10k+ findings')
  expect(headlineOf({ status: ['open'], unassigned: true }, counted(0))).toContain('nobody looked at')
})
