import { useEffect, useRef } from 'react'
import { isTyping, useShortcuts } from '../../../app/shell/keyboard'

type Keys = {
  next: () => void
  previous: () => void
  suppress: () => void
  assign: () => void
  back: () => void
}

/** Letters can be switched off; Alt with the arrows and Escape always work. */
export function usePageKeys(keys: Keys) {
  const latest = useRef(keys)
  latest.current = keys
  const { next, previous, suppress, assign, back } = keys
  useShortcuts({
    j: next,
    n: next,
    k: previous,
    p: previous,
    s: suppress,
    a: assign,
    Escape: back,
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
      const act = { ArrowDown: latest.current.next, ArrowUp: latest.current.previous }[event.key]
      if (!act || isTyping(event.target) || document.querySelector('[role=dialog], [role=menu]')) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
