import { expect, test } from 'vitest'
import { helpOf } from './rule-help'

test('Weaknesses and advisories are explained where everybody knows them', () => {
  expect(helpOf('CWE-79: Cross-site scripting')).toBe('https://cwe.mitre.org/data/definitions/79.html')
  expect(helpOf('cve-2021-44228')).toBe('https://nvd.nist.gov/vuln/detail/CVE-2021-44228')
  expect(helpOf('GHSA-29mw-wpgm-hmr9')).toBe('https://github.com/advisories/GHSA-29mw-wpgm-hmr9')
})

test.each([
  'B602',
  'CWE-',
  'CVE-2021-1/../..',
  'GHSA-29mw-wpgm-hmr9"onclick=1',
  'javascript:alert(1)',
  'CWE-79x',
])('%s is explained nowhere that we know', (name) => expect(helpOf(name)).toBeNull())
