import { useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useTenantId } from '../../features/tenants/use-tenant'
import { actOf, keyName } from '../shell/key-table'
import { isTyping, shortcutsEnabled } from '../shell/keyboard'
import { paletteKeys } from '../shell/shell-keys'
import { sequence } from './go-to'

const Palette = lazy(() => import('./palette'))

/** Ctrl+K or Cmd+K opens the palette, `g` and a letter go to a page. */
export function usePalette(help: () => void): { palette: ReactNode; open: () => void } {
  const tenantId = useTenantId()
  const navigate = useNavigate()
  const next = useRef(sequence())
  const [asked, setAsked] = useState(0)
  const open = () => setAsked((times) => times + 1)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (actOf(paletteKeys, keyName(event)) && !event.shiftKey) {
        event.preventDefault()
        setAsked((times) => times + 1)
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !shortcutsEnabled())
        return
      if (document.querySelector('[role=dialog], [role=menu]')) return
      const place = next.current(event.key, event.timeStamp)
      if (!place) return
      event.preventDefault()
      event.stopImmediatePropagation()
      void navigate({ to: place.to, params: { tenantId } })
    }
    // Before the lists hear it, whose own letters the second key may be.
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [navigate, tenantId])
  const palette = asked > 0 && (
    <Suspense>
      <Palette asked={asked} help={help} />
    </Suspense>
  )
  return { palette, open }
}
