import { useEffect, useRef } from 'react'
import { isSingle, keyName } from './key-table'

const storageKey = 'secureobs.single-key-shortcuts'

/** Single-key shortcuts can be switched off (WCAG 2.1.4), for people whose speech or hands press keys unasked. */
export const shortcutsEnabled = () => localStorage.getItem(storageKey) !== 'off'
export const setShortcutsEnabled = (on: boolean) => localStorage.setItem(storageKey, on ? 'on' : 'off')

export type Shortcuts = Record<string, () => void>

/** Runs a page's shortcuts, except while somebody types or a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts) {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = latest.current[keyName(event)]
      if (!action || event.defaultPrevented) return
      if (isTyping(event.target) || document.querySelector('[role=dialog], [role=menu]')) return
      if (isSingle(keyName(event)) && !shortcutsEnabled()) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const typing = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]'
  return target.closest(typing) !== null
}
