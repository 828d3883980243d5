import { expect, test } from 'vitest'
import { attributeRows } from './attributes'

test('Nested attributes are paths with values, and what is empty is left out', () => {
  const attributes = {
    name: 'web',
    rules: [{ priority: 100, ports: ['22', '443'], when: null }],
    open: false,
    tags: {},
    zones: [],
    note: '',
  }
  expect(attributeRows(attributes)).toEqual([
    ['name', 'web'],
    ['rules[0].priority', '100'],
    ['rules[0].ports', '22, 443'],
    ['open', 'false'],
  ])
})
