import { expect, test } from 'vitest'
import type { Facets } from '../../../../api/types'
import { groupsOf } from './groups'

const facets: Facets = {
  exact: true,
  listsExact: true,
  findings: 3,
  severity: [],
  status: [],
  scanner: [],
  rule: [
    { value: 'eval', findings: 2 },
    { value: 'exec', findings: 1 },
  ],
  cwe: null,
  path: [{ value: 'src/', findings: 3 }],
  age: null,
  project: [
    { id: 'p', name: 'Shop', findings: 3 },
    { id: 'q', name: 'Other', findings: 9 },
  ],
}

test('Each group is the list, narrowed to one value', () => {
  expect(groupsOf('rule', facets, { text: 'x' })).toEqual([
    { value: 'eval', label: 'eval', findings: 2, exact: true, which: { text: 'x', rule: ['eval'] } },
    { value: 'exec', label: 'exec', findings: 1, exact: true, which: { text: 'x', rule: ['exec'] } },
  ])
  expect(groupsOf('path', facets, {})[0]?.which).toEqual({ pathPrefix: 'src/' })
})

test('Facets leave their own filter out; groups keep it', () => {
  expect(groupsOf('rule', facets, { rule: ['exec'] }).map((one) => one.value)).toEqual(['exec'])
  expect(groupsOf('project', facets, { projectId: 'p' }).map((one) => one.label)).toEqual(['Shop'])
  expect(groupsOf('rule', undefined, {})).toEqual([])
})
