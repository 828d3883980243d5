import type { KeyRow } from '../../app/shell/key-table'

export const rovingKeys: KeyRow<'next' | 'previous' | 'first' | 'last'>[] = [
  { act: 'next', keys: ['ArrowRight', 'ArrowDown'], means: 'Next bar' },
  { act: 'previous', keys: ['ArrowLeft', 'ArrowUp'], means: 'Previous bar' },
  { act: 'first', keys: ['Home'], means: 'First bar' },
  { act: 'last', keys: ['End'], means: 'Last bar' },
]
