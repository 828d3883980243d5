import type { KeyRow } from '../../../../app/shell/key-table'

/** How many rows a key goes on by that turns pages. */
export const page = 12

export type Move = 'next' | 'previous' | 'page-down' | 'page-up' | 'first' | 'last'

export type RowAct =
  | 'open'
  | 'select'
  | 'range'
  | 'peek'
  | 'suppress'
  | 'assign'
  | 'leave'
  | 'unfold'
  | 'fold'

export const moveKeys: KeyRow<Move>[] = [
  { act: 'next', keys: ['j', 'ArrowDown'], means: 'Next finding' },
  { act: 'previous', keys: ['k', 'ArrowUp'], means: 'Previous finding' },
  { act: 'page-down', keys: ['PageDown'], means: `${page} findings on` },
  { act: 'page-up', keys: ['PageUp'], means: `${page} findings back` },
  { act: 'first', keys: ['Home'], means: 'First finding' },
  { act: 'last', keys: ['End'], means: 'Last finding that is loaded' },
]

export const rowKeys: KeyRow<RowAct>[] = [
  { act: 'peek', keys: [' '], means: 'Look at the finding beside the list' },
  { act: 'open', keys: ['Enter', 'o'], means: 'Open the finding' },
  { act: 'select', keys: ['x'], means: 'Select the finding' },
  { act: 'range', keys: ['X'], means: 'Select all from the last selected one' },
  { act: 'suppress', keys: ['s'], means: 'Suppress the finding, or what is selected' },
  { act: 'assign', keys: ['a'], means: 'Assign the finding, or what is selected' },
  { act: 'unfold', keys: ['ArrowRight'], means: 'Show what is in a group' },
  { act: 'fold', keys: ['ArrowLeft'], means: 'Close a group' },
  { act: 'leave', keys: ['Escape'], means: 'Close the finding beside the list, or select nothing' },
]
