import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from '../../app/search-params'
import { parseView, trimmed } from './view'

test('A plain address is the newest analysis with its ranked paths', () => {
  expect(parseView({})).toEqual({})
})

test('What is chosen is written to the address and read back the same', () => {
  const view = {
    analysis: '01990000-0000-7000-8000-000000000001',
    tab: 'table' as const,
    node: 0,
    search: 'a&b="c"',
    exposure: 'internet' as const,
    severity: 'HIGH' as const,
    family: ['network' as const, 'dependency' as const],
  }
  expect(parseView(parseSearch(stringifySearch(view)))).toEqual(view)
})

test('What makes no sense is left out', () => {
  const search = {
    tab: 'paths',
    path: '../x',
    node: '-1',
    within: '1e3',
    exposure: 'INTERNET',
    severity: 'BAD',
  }
  expect(parseView({ ...search, family: ['network', 'identity', 'data'] })).toEqual({})
})

test('Dropping a choice leaves no trace, and the first node is a choice', () => {
  expect(trimmed({ node: 0, path: undefined, search: '' })).toEqual({ node: 0 })
})
