import { useTenantId } from '../../tenants/use-tenant'
import type { Filters } from '../filters'
import { useOriginatingList } from '../use-findings'

/** What comes before and after a finding in the list it was opened from, as that stood then. */
export function useNeighbours(findingId: string, filters: Filters) {
  const list = useOriginatingList(useTenantId(), filters)
  const at = list.findIndex((one) => one.id === findingId)
  return {
    previous: at > 0 ? (list[at - 1] ?? null) : null,
    next: at >= 0 ? (list[at + 1] ?? null) : null,
    position: at >= 0 ? at + 1 : null,
    total: list.length as number | null,
  }
}
