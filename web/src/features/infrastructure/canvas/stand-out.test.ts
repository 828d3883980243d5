import { expect, test } from 'vitest'
import { node } from './samples'
import { isFiltered, standsOut } from './stand-out'

const web = node(1, {
  address: 'module.a.azurerm_vm.Web',
  type: 'azurerm_vm',
  exposure: 'internet',
  worst: 'HIGH',
})

test.each([
  [{}, true],
  [{ search: 'WEB' }, true],
  [{ search: 'db' }, false],
  [{ type: 'azurerm_vm', exposure: 'internet' as const }, true],
  [{ type: 'azurerm_vm', exposure: 'private' as const }, false],
  [{ severity: 'MEDIUM' as const }, true],
  [{ severity: 'CRITICAL' as const }, false],
])('%j lets it stand out: %s', (filters, expected) => expect(standsOut(web, filters)).toBe(expected))

test('Without findings nothing is bad enough', () => {
  expect(standsOut(node(2), { severity: 'INFO' })).toBe(false)
})

test('Only what narrows is a filter', () => {
  expect([isFiltered({}), isFiltered({ search: 'x' })]).toEqual([false, true])
})
