import type { KeyRow } from '../../../app/shell/key-table'

/** What works beside the list, too, wherever the focus is on its page. */
export const listKeys: KeyRow<'search' | 'undo'>[] = [
  { act: 'search', keys: ['/'], means: 'Search in findings' },
  { act: 'undo', keys: ['u'], means: 'Undo the last change of many' },
]
