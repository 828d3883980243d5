import type { FindingFilters } from '../../filters'

/** Findings that were picked one by one, or all that filters find. Never both. */
export type Selection =
  | { kind: 'picked'; ids: ReadonlySet<string> }
  | {
      kind: 'found'
      which: FindingFilters
      /** The group it is all of; null for the whole list. */
      group: string | null
      /** What the list said when it was selected; null when it had not counted them all. */
      count: number | null
    }

export const nothing: Selection = { kind: 'picked', ids: new Set() }

export const isEmpty = (selection: Selection) => selection.kind === 'picked' && selection.ids.size === 0

export const sizeOf = (selection: Selection): number | null =>
  selection.kind === 'picked' ? selection.ids.size : selection.count

export const isSelected = (selection: Selection, id: string, group: string | null = null): boolean =>
  selection.kind === 'picked' ? selection.ids.has(id) : selection.group === null || selection.group === group

/** Picks one, or leaves it out. Of all that were found, those that are loaded stay. */
export function toggledIn(selection: Selection, id: string, loaded: readonly string[]): Selection {
  const ids = new Set(selection.kind === 'picked' ? selection.ids : loaded)
  if (!ids.delete(id)) ids.add(id)
  return { kind: 'picked', ids }
}

/** Picks all that lie between two rows, both included. */
export function withRange(
  selection: Selection,
  loaded: readonly string[],
  from: string,
  to: string,
): Selection {
  const [a, b] = [loaded.indexOf(from), loaded.indexOf(to)]
  const between = a < 0 ? [to] : loaded.slice(Math.min(a, b), Math.max(a, b) + 1)
  return { kind: 'picked', ids: new Set([...(selection.kind === 'picked' ? selection.ids : []), ...between]) }
}

/** Whether the rows that are loaded are selected. */
export function loadedState(selection: Selection, loaded: readonly string[]): 'none' | 'some' | 'all' {
  if (selection.kind === 'found') return selection.group === null ? 'all' : 'some'
  if (selection.ids.size === 0 || loaded.length === 0) return 'none'
  return loaded.every((id) => selection.ids.has(id)) ? 'all' : 'some'
}

/** What came after the selection was made is not in it. */
export function asOf(which: FindingFilters, now = Date.now()): FindingFilters {
  const earlier = which.firstSeenBefore ? Math.min(Date.parse(which.firstSeenBefore), now) : now
  return { ...which, firstSeenBefore: new Date(earlier).toISOString() }
}
