import { expect, test } from 'vitest'
import { exampleLink, patternFault, samplePlace } from './source-link'

const github = 'https://github.com/acme/shop/blob/{commit}/{path}#L{line}'

test('The pattern leads to the line, whatever the path is called', () => {
  expect(exampleLink(github, { ...samplePlace, commit: 'abc', path: 'src/a b#c.py', line: 7 })).toBe(
    'https://github.com/acme/shop/blob/abc/src/a%20b%23c.py#L7',
  )
})

test('Text of a path is no placeholder', () => {
  expect(exampleLink(github, { ...samplePlace, path: '{line}' })).toContain('/%7Bline%7D#L42')
})

test('A pattern that leads nowhere is told before it is saved', () => {
  expect(patternFault(github)).toBeNull()
  expect(patternFault(' ')).toBeNull()
  expect(patternFault('javascript:alert(1)')).toMatch(/https/)
  expect(patternFault('http://git.example/{path}')).toMatch(/https/)
  expect(patternFault('https://somebody@git.example/{path}')).toMatch(/host/)
  expect(patternFault('https://{path}/x')).toMatch(/host/)
  expect(patternFault('https://git.example/{file}')).toMatch(/\{file\}/)
  expect(patternFault('https://git.example/')).toMatch(/\{path\}/)
})
