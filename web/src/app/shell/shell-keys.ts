import type { KeyRow } from './key-table'

/** What works on every page. */
export const helpKeys: KeyRow<'help'>[] = [{ act: 'help', keys: ['?'], means: 'This list' }]

export const paletteKeys: KeyRow<'open'>[] = [
  { act: 'open', keys: ['Ctrl+k', 'Meta+k'], means: 'Go to a page or project, or search findings' },
]

/** In a field of several lines, where Enter alone begins another. */
export const sendKeys: KeyRow<'send'>[] = [
  { act: 'send', keys: ['Ctrl+Enter', 'Meta+Enter'], means: 'Suppress, from the field of the reason' },
]
