import type { KeyRow } from '../../../app/shell/key-table'

export type PageAct = 'next' | 'previous' | 'suppress' | 'assign' | 'back'

/** Letters can be switched off; Alt with the arrows and Escape always work. */
export const pageKeys: KeyRow<PageAct>[] = [
  { act: 'next', keys: ['j', 'n', 'Alt+ArrowDown'], means: 'Next finding' },
  { act: 'previous', keys: ['k', 'p', 'Alt+ArrowUp'], means: 'Previous finding' },
  { act: 'suppress', keys: ['s'], means: 'Suppress the finding, or change its status' },
  { act: 'assign', keys: ['a'], means: 'Assign the finding' },
  { act: 'back', keys: ['Escape'], means: 'Back to the list' },
]
