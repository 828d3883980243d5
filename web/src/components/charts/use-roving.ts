import { type KeyboardEvent, useRef, useState } from 'react'
import { actOf } from '../../app/shell/key-table'
import { rovingKeys } from './roving-keys'

/** One stop of the tab key for all links of a chart; the arrow keys go from one to the next. */
export function useRoving(keys: string[]) {
  const links = useRef(new Map<string, HTMLAnchorElement>())
  const [held, setHeld] = useState<string | null>(null)
  const current = held !== null && keys.includes(held) ? held : keys.at(-1)
  const onKeyDown = (event: KeyboardEvent) => {
    const at = keys.indexOf(current ?? '')
    const next = keyed(event.key, at, keys.length)
    const key = next === null ? undefined : keys[next]
    if (key === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    setHeld(key)
    links.current.get(key)?.focus()
  }
  const propsOf = (key: string) => ({
    tabIndex: key === current ? 0 : -1,
    onFocus: () => setHeld(key),
    ref: (link: HTMLAnchorElement | null) => {
      if (link) links.current.set(key, link)
      else links.current.delete(key)
    },
  })
  return { onKeyDown, propsOf }
}

export function keyed(key: string, at: number, count: number): number | null {
  const act = actOf(rovingKeys, key)
  if (act === 'next') return Math.min(count - 1, at + 1)
  if (act === 'previous') return Math.max(0, at - 1)
  if (act === 'first') return 0
  return act === 'last' ? count - 1 : null
}
