import { type RefObject, useEffect, useRef } from 'react'

/** The form that changed a status disappears with the change: the focus goes to what replaces it. */
export function useFocusAfterChange(
  panel: RefObject<HTMLElement | null>,
  finding: { id: string; status: string } | undefined,
) {
  const before = useRef(finding)
  useEffect(() => {
    if (finding && before.current?.id === finding.id && before.current.status !== finding.status)
      panel.current?.querySelector<HTMLElement>('button, input')?.focus()
    before.current = finding
  }, [panel, finding])
}
