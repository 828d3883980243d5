import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from '../../app/search-params'
import { appliedFilters, type Filters, parseFilters, queryOf, sentenceOf, toggled, without } from './filters'

const read = (address: string) => parseFilters(parseSearch(address))

test('An address becomes filters, worst severity first', () => {
  expect(read('?severity=LOW&severity=critical&projectId=shop&text=eval')).toEqual({
    severity: ['CRITICAL', 'LOW'],
    projectId: 'shop',
    text: 'eval',
  })
})

test('Nonsense in an address is left out', () => {
  expect(read('?severity=URGENT&status=gone&scanner=%20&other=1')).toEqual({})
})

test('The default status leaves no trace in the address', () => {
  expect(stringifySearch(read('?status=open'))).toBe('')
})

test('Filters survive a round through the address', () => {
  const filters: Filters = { severity: ['HIGH', 'UNKNOWN'], status: 'all', scanner: 'trivy', text: 'a & b' }
  expect(read(stringifySearch(filters))).toEqual(filters)
})

test('Only open findings are asked for, unless the address says otherwise', () => {
  expect(queryOf({})).toEqual({ status: ['open', 'in-review'], limit: 100 })
  expect(queryOf({ status: 'all' })).toEqual({ limit: 100 })
  expect(queryOf({ status: 'suppressed', text: ' x ' })).toEqual({
    status: ['false-positive', 'risk-accepted', 'wont-fix'],
    text: 'x',
    limit: 100,
  })
})

test('Filters read like a sentence', () => {
  expect(sentenceOf({})).toBe('open findings')
  expect(sentenceOf({ severity: ['CRITICAL', 'HIGH'], projectId: 'p1', status: 'suppressed' }, 'Shop')).toBe(
    'suppressed findings with severity critical or high and project Shop',
  )
})

test('Every applied filter can be dropped, the narrowest first', () => {
  const filters: Filters = { text: 'eval', severity: ['HIGH'], status: 'suppressed' }
  expect(appliedFilters(filters).map((one) => one.key)).toEqual(['text', 'severity', 'status'])
  expect(without(filters, 'text')).toEqual({ severity: ['HIGH'], status: 'suppressed' })
})

test('A severity is switched on and off again', () => {
  const on = toggled({ text: 'x' }, 'HIGH')
  expect(on).toEqual({ text: 'x', severity: ['HIGH'] })
  expect(toggled(on, 'HIGH')).toEqual({ text: 'x' })
})
