import { expect, test } from 'vitest'
import { httpsAddress, piecesOf, revealed } from './text-pieces'

const linksOf = (text: string) => piecesOf(text).flatMap((piece) => piece.href ?? [])

test('An address in a sentence is a link, what a sentence puts behind it is not', () => {
  expect(piecesOf('See https://example.org/a?b=c#d, then stop.')).toEqual([
    { text: 'See ' },
    { text: 'https://example.org/a?b=c#d', href: 'https://example.org/a?b=c#d' },
    { text: ', then stop.' },
  ])
  expect(linksOf('[docs](https://example.org/a_(b)) and (https://example.org/c).')).toEqual([
    'https://example.org/a_(b)',
    'https://example.org/c',
  ])
  expect(linksOf('**https://example.org/bold**')).toEqual(['https://example.org/bold'])
})

const naughty = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//https:',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'http://example.org/plain',
  '//example.org/without-scheme',
  'file:///etc/passwd',
  'https:example.org',
  'https:///',
  'https://user:secret@example.org/',
  'https://example.org@evil.test/',
  'https://еxample.org/', // the first letter is Cyrillic
  'https://xn--xample-2of.org/',
  'https://evil\u202Egro.elpmaxe/',
  'https://\u200Bexample.org/',
  'https://[::1]/',
  'https://exa mple.org/\u0000'.replace(' ', '\u00A0'),
]

test.each(naughty)('%j is never a link that leads elsewhere', (text) => {
  for (const link of linksOf(text)) expect(link).toMatch(/^https:\/\/[a-z0-9.-]+\/[^@]*$/)
  expect(httpsAddress(text)).toBeNull()
})

const shown = [
  ...naughty,
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<script>alert(1)</script>',
  'https://example.org/"onclick="alert(1)',
  "https://example.org/'><svg/onload=alert(1)>",
  '`https://example.org/`',
  '{{7*7}} $'.concat('{7*7} <%= 7*7 %>'),
  'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤',
  '😀👩‍👩‍👧 ﷽ ثم نفس سقطت',
  'x'.repeat(50_000),
  `https://example.org/${'a'.repeat(5_000)}`,
  '\r\n\t\u0000\u0007',
  '',
]

test.each(shown)('The pieces of %.40j are the text', (text) => {
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})

test('A link ends before quotes, brackets and what cannot be seen', () => {
  expect(linksOf('https://example.org/"onclick="alert(1)')).toEqual(['https://example.org/'])
  expect(linksOf("https://example.org/'><svg/onload=alert(1)>")).toEqual(['https://example.org/'])
  expect(linksOf('https://example.org/a\u202Egnp.exe')).toEqual(['https://example.org/a'])
})

test('A link shows where it leads', () => {
  for (const text of shown)
    for (const piece of piecesOf(text)) if (piece.href) expect(new URL(piece.text).href).toBe(piece.href)
})

test('What turns text around or cannot be seen is shown, what scripts and emoji need stays', () => {
  expect(revealed('if (admin\u202E) {\u200B')).toBe('if (admin⟨U+202E⟩) {⟨U+200B⟩')
  expect(revealed('👩‍👧 می‌خواهم')).toBe('👩‍👧 می‌خواهم')
})

test('Many addresses take no time that grows by squares', () => {
  const text = 'https://example.org/))))))))) '.repeat(20_000)
  const start = performance.now()
  expect(piecesOf(text)).toHaveLength(40_000)
  expect(performance.now() - start).toBeLessThan(2_000)
})
