import { useSyncExternalStore } from 'react'

/** How somebody likes to read. Kept in this browser: it says nothing about anybody's data. */
export type Preferences = {
  density: 'comfortable' | 'compact'
  /** A zone of the IANA database; null for that of the browser. */
  timeZone: string | null
}

const storageKey = 'secureobs.preferences'
const defaults: Preferences = { density: 'comfortable', timeZone: null }
const listeners = new Set<() => void>()
let current = read()
show()

function read(): Preferences {
  try {
    return parsePreferences(JSON.parse(localStorage.getItem(storageKey) ?? '{}'))
  } catch {
    return defaults
  }
}

/** Whatever is stored: what makes no sense is as if nobody had said it. */
export function parsePreferences(stored: unknown): Preferences {
  const { density, timeZone } = (stored && typeof stored === 'object' ? stored : {}) as Record<
    string,
    unknown
  >
  return {
    density: density === 'compact' ? 'compact' : 'comfortable',
    timeZone: typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : null,
  }
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

export const preferences = () => current

/** Style sheets of long lists go by it. */
function show() {
  document.documentElement.dataset.density = current.density
}

export function setPreferences(change: Partial<Preferences>) {
  current = { ...current, ...change }
  localStorage.setItem(storageKey, JSON.stringify(current))
  show()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePreferences = () => useSyncExternalStore(subscribe, preferences)

/** The height of a row of findings, in pixels: on a narrow screen it always has two lines. */
export function rowHeight({ density }: Preferences, narrow = false): number {
  if (narrow) return density === 'compact' ? 40 : 52
  return density === 'compact' ? 28 : 36
}
