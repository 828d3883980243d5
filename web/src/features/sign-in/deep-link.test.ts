import { beforeEach, expect, test } from 'vitest'
import { consumeDeepLink, isOwnPath, stashDeepLink } from './deep-link'

beforeEach(() => sessionStorage.clear())

test('A path is given back once', () => {
  stashDeepLink('/tenants/1/findings?severity=HIGH&text=a%2Fb')
  expect(consumeDeepLink()).toBe('/tenants/1/findings?severity=HIGH&text=a%2Fb')
  expect(consumeDeepLink()).toBeNull()
})

test('After 15 minutes it is forgotten', () => {
  stashDeepLink('/tenants/1/findings', sessionStorage, 0)
  expect(consumeDeepLink(sessionStorage, 15 * 60_000 + 1)).toBeNull()
})

test.each([
  'https://evil.example/',
  '//evil.example/x',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  'tenants/1',
  '',
  '/redirect.html#code=1',
])('%j is not a path of this site', (path) => expect(isOwnPath(path)).toBe(false))

test('A foreign or damaged entry in the storage is refused when it is read', () => {
  for (const text of ['{', '{"path":"https://evil.example","at":0}', '{"path":1,"at":0}', '{"path":"/a"}']) {
    sessionStorage.setItem('secureobs.deep-link', text)
    expect(consumeDeepLink(sessionStorage, 1)).toBeNull()
  }
})

test('A later visit of the first page drops what was stashed before', () => {
  stashDeepLink('/tenants/1')
  stashDeepLink('/')
  expect(consumeDeepLink()).toBeNull()
})
