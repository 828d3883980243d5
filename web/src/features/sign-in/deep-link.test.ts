// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { consumeDeepLink, deepLinkOf, isOwnPath, stashDeepLink } from './deep-link'

beforeEach(() => sessionStorage.clear())

test('A path is given back once', () => {
  stashDeepLink('/tenants/1/findings?severity=HIGH&text=a%2Fb')
  expect(consumeDeepLink()).toBe('/tenants/1/findings?severity=HIGH&text=a%2Fb')
  expect(consumeDeepLink()).toBeNull()
})

test('The section of a page is given back, too', () => {
  const url = new URL('https://here.invalid/tenants/1/projects/2/settings?a=b#gate')
  stashDeepLink(deepLinkOf(url))
  expect(consumeDeepLink()).toBe('/tenants/1/projects/2/settings?a=b#gate')
})

test.each([
  '/invite#sobi_1aB2cD3e_rest',
  '/invite#gate',
  '/invite/#sobi_1aB2cD3e_rest',
  '/tenants/1#sobi_abc',
  '/tenants/1#code=abc&state=def',
  '/tenants/1#Gate7',
  `/tenants/1#${'a'.repeat(41)}`,
])('Of %s the fragment is not kept', (address) => {
  const url = new URL(address, 'https://here.invalid')
  stashDeepLink(deepLinkOf(url))
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('#')
  expect(consumeDeepLink()).toBe(url.pathname)
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
