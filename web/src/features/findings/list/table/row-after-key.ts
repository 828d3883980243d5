import { actOf } from '../../../../app/shell/key-table'
import { type Move, moveKeys, page, type RowAct, rowKeys } from './row-keys'

const targets: Record<Move, (current: number, count: number) => number> = {
  next: (current) => current + 1,
  previous: (current) => current - 1,
  'page-down': (current) => current + page,
  'page-up': (current) => current - page,
  first: () => 0,
  last: (_, count) => count - 1,
}

/** The row a key leads to; null when the key does not move. Letters only count while they are switched on. */
export function rowAfterKey(key: string, current: number, count: number, letters: boolean): number | null {
  const move = actOf(moveKeys, key, letters)
  return move && Math.max(0, Math.min(count - 1, targets[move](current, count)))
}

/** What a key does to the row it is pressed on; null for nothing. */
export const actOfKey = (key: string, letters: boolean): RowAct | null => actOf(rowKeys, key, letters)
