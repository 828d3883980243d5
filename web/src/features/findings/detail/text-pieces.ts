export type Piece = { text: string; href?: string }

/** Where a text may stop being an address: white space, quotes, brackets, and whatever cannot be seen. */
const address = /https:\/\/[^\s"'`<>\\^{}|\p{Cc}\p{Cf}]+/giu

/** What a sentence puts behind an address. */
const behind = /[.,;:!?*_~…]+$/

/**
 * A text of a scanner with its addresses apart, so that they can be links; joined, the pieces are the text. What is shown
 * is always where the link leads.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    const shown = withoutBehind(found)
    const href = httpsAddress(shown)
    if (!href) continue
    if (index > at) pieces.push({ text: text.slice(at, index) })
    pieces.push({ text: shown, href })
    at = index + shown.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

/** The address as a browser follows it when it is https, names nobody and no look-alike host; else null. */
export function httpsAddress(text: string | null | undefined): string | null {
  if (!text || !/^https:\/\//i.test(text) || /[\s\p{Cc}\p{Cf}\\]/u.test(text)) return null
  try {
    const url = new URL(text)
    const plain = /^[a-z0-9.-]+$/.test(url.hostname) && !/(^|\.)xn--/.test(url.hostname)
    return url.protocol === 'https:' && plain && !url.username && !url.password ? url.href : null
  } catch {
    return null
  }
}

/** Of `(see https://example.org/a_(b)).` the address is `https://example.org/a_(b)`. */
function withoutBehind(found: string): string {
  let shown = found.replace(behind, '')
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
  ] as const)
    while (shown.endsWith(close) && count(shown, close) > count(shown, open))
      shown = shown.slice(0, -1).replace(behind, '')
  return shown
}

const count = (text: string, character: string) => text.split(character).length - 1

/** Characters that turn text around or cannot be seen, so that code reads otherwise than it runs; joiners of scripts stay. */
const unseen = /[\u200B\u200E\u200F\u2060-\u2064\uFEFF\u202A-\u202E\u2066-\u2069\u061C]/gu

/** Text with what cannot be seen made visible: `⟨U+202E⟩`. */
export const revealed = (text: string) =>
  text.replace(
    unseen,
    (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )
