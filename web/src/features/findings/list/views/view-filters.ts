import type { View } from '../../../../api/types'
import { filterOf } from '../../filter-query'
import { type Filters, parseFilters, whichOf } from '../../filters'

/** The address that shows a view. */
export function filtersOfView({ id, filter, sort, direction }: View): Filters {
  const said = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null))
  const status = filter.status?.length ? filter.status : ['all']
  return parseFilters({ ...said, status, sort, direction, view: id })
}

/** What a view keeps of an address. */
export function viewBody(name: string, filters: Filters) {
  const { sort, direction } = filters
  return { name, filter: filterOf(whichOf(filters)), sort: sort ?? null, direction: direction ?? null }
}

const spelling = (filters: Filters) => JSON.stringify(whichOf(parseFilters(filters)))

/** Whether the address shows something else than the view it came from. */
export const isModified = (view: View, filters: Filters) =>
  spelling(filtersOfView(view)) !== spelling(filters)
