const page = 12

/** The row a key leads to; null when the key does not move. Letters only count while they are switched on. */
export function rowAfterKey(key: string, current: number, count: number, letters: boolean): number | null {
  const target = targetOf(key, current, count, letters)
  return target === null ? null : Math.max(0, Math.min(count - 1, target))
}

function targetOf(key: string, current: number, count: number, letters: boolean): number | null {
  if (key === 'ArrowDown' || (letters && key === 'j')) return current + 1
  if (key === 'ArrowUp' || (letters && key === 'k')) return current - 1
  if (key === 'PageDown') return current + page
  if (key === 'PageUp') return current - page
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}

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

/** What a key does to the row it is pressed on; null for nothing. */
export function actOfKey(key: string, letters: boolean): RowAct | null {
  const always: Record<string, RowAct> = {
    Enter: 'open',
    ' ': 'peek',
    Escape: 'leave',
    ArrowRight: 'unfold',
    ArrowLeft: 'fold',
  }
  const byLetter: Record<string, RowAct> = {
    o: 'open',
    x: 'select',
    X: 'range',
    s: 'suppress',
    a: 'assign',
  }
  return always[key] ?? (letters ? (byLetter[key] ?? null) : null)
}
