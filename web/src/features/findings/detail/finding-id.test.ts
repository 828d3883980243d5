import { expect, test } from 'vitest'
import { findingIdOf } from './finding-id'

const id = '0190a1b2-0000-7000-8000-00000000abcd'

test('An id or a link names a finding', () => {
  expect(findingIdOf(` ${id.toUpperCase()} `)).toBe(id)
  expect(
    findingIdOf(`https://obs.example/tenants/${id.replace('0190', '0000')}/findings/${id}?severity=HIGH`),
  ).toBe(id)
})

test.each([
  '',
  'abc',
  `${id}${id}`,
  `x${id}`,
  'https://obs.example/tenants/1/findings',
  `/findings/../${id}`,
])('%j names none', (text) => expect(findingIdOf(text)).toBeNull())
