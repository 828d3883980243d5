import { useEffect, useRef } from 'react'
import type { View } from '../../../../api/types'
import type { Filters } from '../../filters'
import { lastOpened } from '../../last-opened'
import { usePreference } from '../preference'
import { filtersOfView } from './view-filters'

/** The view that somebody's list begins with, where its address says nothing else. */
export function useDefaultView(
  tenantId: string,
  views: View[] | undefined,
  filters: Filters,
  change: (next: Filters, replace: boolean) => void,
) {
  const [chosen, choose] = usePreference(`findings.view.${tenantId}`, '', (kept) => kept)
  // Not for somebody who comes back from a finding to a list without filters.
  const begins = useRef(Object.keys(filters).length === 0 && lastOpened() === null)
  const view = views?.find((one) => one.id === chosen)
  const untouched = Object.keys(filters).length === 0
  useEffect(() => {
    if (!views) return
    if (begins.current && untouched && view) change(filtersOfView(view), true)
    begins.current = false
  }, [views, view, untouched, change])
  return { chosen, choose }
}
