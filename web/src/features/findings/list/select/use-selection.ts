import { useCallback, useMemo, useRef, useState } from 'react'
import type { FindingFilters } from '../../filters'
import { asOf, loadedState, nothing, type Selection, toggledIn, withRange } from './selection'

/** The selection of one list; another filter begins with none. */
export function useSelection(list: string) {
  const [kept, setKept] = useState<{ list: string; selection: Selection }>({ list, selection: nothing })
  const anchor = useRef<string | null>(null)
  const selection = kept.list === list ? kept.selection : nothing
  const latest = useRef(selection)
  latest.current = selection
  const set = useCallback((next: Selection) => setKept({ list, selection: next }), [list])
  const acts = useMemo(
    () => ({
      clear: () => set(nothing),
      toggle: (id: string, loaded: readonly string[]) => {
        anchor.current = id
        set(toggledIn(latest.current, id, loaded))
      },
      range: (id: string, loaded: readonly string[]) => {
        set(withRange(latest.current, loaded, anchor.current ?? id, id))
        anchor.current = id
      },
      loaded: (loaded: readonly string[]) =>
        set(
          loadedState(latest.current, loaded) === 'all' ? nothing : { kind: 'picked', ids: new Set(loaded) },
        ),
      found: (which: FindingFilters, count: number | null, group: string | null = null) =>
        set({ kind: 'found', which: asOf(which), group, count }),
    }),
    [set],
  )
  return { selection, ...acts }
}

export type Selecting = ReturnType<typeof useSelection>
