import { useCallback, useState } from 'react'

/** What somebody prefers, kept in this browser alone: never data, never a filter. */
export function usePreference<Value>(name: string, initial: Value, read: (kept: string) => Value | null) {
  const key = `secureobs.${name}`
  const [value, setValue] = useState<Value>(() => {
    const kept = localStorage.getItem(key)
    return (kept === null ? null : read(kept)) ?? initial
  })
  const keep = useCallback(
    (next: Value) => {
      setValue(next)
      localStorage.setItem(key, String(next))
    },
    [key],
  )
  return [value, keep] as const
}
