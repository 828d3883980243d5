import { useState } from 'react'

/** What is typed and not saved, in memory alone: it outlives the form that shows it, and no storage ever has it. */
const drafts = new Map<string, object>()

export const hasDrafts = () => drafts.size > 0

/** The state of a form under a name. It is there again when the form is, until it was saved. */
export function useDraft<Value extends object>(name: string, empty: Value) {
  const [value, setValue] = useState<Value>(() => (drafts.get(name) as Value | undefined) ?? empty)
  const set = (next: Partial<Value>) =>
    setValue((before) => {
      const draft = { ...before, ...next }
      if (same(draft, empty)) drafts.delete(name)
      else drafts.set(name, draft)
      return draft
    })
  const clear = () => {
    drafts.delete(name)
    setValue(empty)
  }
  return { value, set, clear }
}

const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other)
