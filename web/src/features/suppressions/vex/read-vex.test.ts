import { expect, test } from 'vitest'
import { contentWords, readVex, resultWords } from './read-vex'

const file = (text: string, size = text.length) => ({ size, text: async () => text })

test('A file that is no OpenVEX is refused before it is sent', async () => {
  expect((await readVex(file('{'))).fault).toBe('It is no JSON.')
  expect((await readVex(file('{"statements":[]}'))).fault).toMatch(/@context/)
  expect((await readVex(file('{}', 9_000_000))).fault).toMatch(/8 MiB/)
})

test('What is in a document is told before it is sent, and only what is read is sent', async () => {
  const text = JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    author: 'somebody',
    statements: [{ status: 'not_affected' }, { status: 'not_affected' }, { status: 'fixed' }, {}],
  })
  const { document } = await readVex(file(text))
  expect(Object.keys(document ?? {})).toEqual(['@context', 'statements'])
  expect(document && contentWords(document)).toBe(
    '4 statements: 2 not affected, 1 fixed and 1 without a status',
  )
})

test('What an import did is said in sentences', () => {
  expect(resultWords({ matched: 3, unmatched: 1, rejected: 1, decided: 2, rejections: [] })).toEqual([
    '2 findings are suppressed now, or wait for an approval.',
    '3 statements matched a finding, 1 matched none.',
    '1 statement was not understood.',
  ])
})
