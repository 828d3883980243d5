import { getRouteApi, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Finding } from '../../api/types'
import { parseFilters } from './filters'
import { useFacetsSoFar } from './use-facets'
import { useFindingsSoFar } from './use-findings'

const route = getRouteApi('/tenants/$tenantId')

export type Neighbours = {
  previous: Finding | null
  next: Finding | null
  /** From 1 on; null for a finding that is not in the list, or was reached by a link. */
  position: number | null
  /** How many the list has; null while nobody counted or there are more than are counted. */
  total: number | null
}

export function neighboursIn(list: readonly Finding[], findingId: string, total: number | null): Neighbours {
  const at = list.findIndex((one) => one.id === findingId)
  if (at < 0) return { previous: null, next: null, position: null, total }
  return { previous: list[at - 1] ?? null, next: list[at + 1] ?? null, position: at + 1, total }
}

const margin = 5

/**
 * What comes before and after a finding in the list it was opened from, as that stood then; the list is that of the
 * filters in the address. Near the end of what is loaded the next page is fetched.
 */
export function useNeighbours(findingId: string): Neighbours {
  const { tenantId } = route.useParams()
  const filters = parseFilters(useSearch({ strict: false }))
  const { findings, more, loadMore } = useFindingsSoFar(tenantId, filters)
  const facets = useFacetsSoFar(tenantId, filters)
  const found = neighboursIn(findings, findingId, facets?.exact ? facets.findings : null)
  const ends = found.position !== null && found.position > findings.length - margin
  useEffect(() => {
    if (ends && more) loadMore()
  }, [ends, more, loadMore])
  return found
}
