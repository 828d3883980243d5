import { expect, test } from 'vitest'
import { isNarrowed, tabOf, tabs, withTab } from './tabs'

test('Each tab lights up for its own filters, also beside others', () => {
  for (const { tab, filters } of tabs) expect(tabOf({ ...filters, severity: ['HIGH'] })).toBe(tab)
  expect(tabOf({ status: ['open', 'resolved'] })).toBeNull()
})

test('Another tab keeps what narrows the list', () => {
  const triage = withTab({ text: 'x', sort: 'path', peek: 'f' }, 'triage')
  expect(triage).toEqual({ text: 'x', sort: 'path', status: ['open'], unassigned: true })
  expect(withTab(triage, 'open')).toEqual({ text: 'x', sort: 'path' })
})

test('A tab alone is no narrowing', () => {
  expect(isNarrowed({ status: ['suppressed'], endsWithinDays: 14, sort: 'path' })).toBe(false)
  expect(isNarrowed({ cwe: ['CWE-79'] })).toBe(true)
})
