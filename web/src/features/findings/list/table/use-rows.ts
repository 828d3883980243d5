import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type ChangeEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { isTyping, shortcutsEnabled } from '../../../../app/shell/keyboard'
import { forgetOpened, lastOpened } from '../../last-opened'
import type { Item } from './items'
import { actOfKey, rowAfterKey } from './row-after-key'
import type { RowAct } from './row-keys'

type Rows = {
  items: readonly Item[]
  more: boolean
  loadMore: () => void
  rowHeight: number
  headHeight: number
  onAct: (act: RowAct, item: Item) => void
  onActive: (item: Item) => void
}

/** Which rows are in the document, which of them has the tab stop, and what keys and clicks do: for all rows at once. */
export function useRows({ items, more, loadMore, rowHeight, headHeight, onAct, onActive }: Rows) {
  const scroller = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)
  const [returned] = useState(() => items.findIndex((one) => one.key === lastOpened()))
  const [active, setActive] = useState(Math.max(0, returned))
  /** The row that gets the focus as soon as it is in the document. */
  const wanted = useRef(returned >= 0 ? returned : null)
  const current = Math.min(active, items.length - 1)

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The sticky head lies above the first row, and would cover the row that is scrolled to.
    scrollMargin: headHeight,
    initialOffset: Math.max(0, returned - 6) * rowHeight,
    // The focused row stays in the document, else its focus would be lost.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), current])].sort((a, b) => a - b),
  })
  const measured = useRef(rowHeight)
  useEffect(() => {
    if (measured.current !== rowHeight) virtual.measure()
    measured.current = rowHeight
  }, [rowHeight, virtual])
  const shown = virtual.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && lastShown >= items.length - 20) loadMore()
  }, [more, lastShown, items.length, loadMore])

  // After each rendering, because a row that shall have the focus may not be in the document before.
  useLayoutEffect(() => {
    forgetOpened()
    // A row that leaves the list while it has the focus hands it to the row in its place.
    if (hadFocus.current && document.activeElement === document.body) wanted.current ??= current
    if (wanted.current === null) return
    const index = Math.min(wanted.current, items.length - 1)
    const row = scroller.current?.querySelector<HTMLElement>(`[data-finding-row="${index}"]`)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })

  const move = (index: number) => {
    const item = items[index]
    if (index === current || !item) return
    wanted.current = index
    setActive(index)
    reveal(index)
    onActive(item)
  }
  /** From what is known already: asking the page would lay it out, which a key held down would feel. */
  const reveal = (index: number) => {
    const [top, room] = [virtual.scrollOffset ?? 0, (virtual.scrollRect?.height ?? 0) - headHeight]
    const above = index * rowHeight
    const below = above + rowHeight - room
    if (scroller.current && (above < top || below > top))
      scroller.current.scrollTop = above < top ? above : below
  }
  const itemOf = (target: EventTarget) => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-finding-row]') : null
    const index = Number(row?.dataset.findingRow)
    const item = row ? items[index] : undefined
    return item ? { item, index, row } : null
  }

  const handlers = {
    onKeyDown: (event: KeyboardEvent) => {
      const on = itemOf(event.target)
      if (!on || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const letters = shortcutsEnabled()
      const target = rowAfterKey(event.key, current, items.length, letters)
      const act = actOfKey(event.key, letters)
      if (target === null && act === null) return
      event.preventDefault()
      if (target !== null) move(target)
      else if (act) onAct(act, on.item)
    },
    onChange: (event: ChangeEvent<HTMLTableElement>) => {
      const on = itemOf(event.target)
      if (!on) return
      const range = event.nativeEvent instanceof globalThis.MouseEvent && event.nativeEvent.shiftKey
      onAct(range ? 'range' : 'select', on.item)
      on.row?.focus({ preventScroll: true })
    },
    onClick: (event: MouseEvent) => {
      // A title is a true link: a middle click or a held key opens another tab.
      if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey)
        return
      if (event.target instanceof Element && event.target.closest('[data-check]')) return
      const on = itemOf(event.target)
      if (!on) return
      event.preventDefault()
      onAct('open', on.item)
    },
    onFocus: (event: FocusEvent) => {
      const on = itemOf(event.target)
      if (!on) return
      hadFocus.current = true
      if (on.index !== current) setActive(on.index)
    },
    onBlur: (event: FocusEvent) => {
      // A dialog that was asked for from a row gives the focus back, to the next row when that one is gone.
      const other = event.relatedTarget
      if (other && !other.closest('[role=dialog]')) hadFocus.current = false
    },
  }
  return {
    scroller,
    handlers,
    current,
    shown: shown.map(({ index, start }) => ({ index, start: start - headHeight })),
    height: virtual.getTotalSize(),
  }
}
