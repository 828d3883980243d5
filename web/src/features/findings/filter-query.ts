import { type FindingFilters, naturalDirection, type Order, statusesOf, withoutDefaults } from './filters'

/** The API's filter, as a query of lists, facets and exports and as JSON of changes and views. */
export function filterOf({ sort, direction, status, text, ...rest }: FindingFilters & Order) {
  const statuses = statusesOf({ status })
  return withoutDefaults({
    ...rest,
    status: statuses,
    text: text?.trim(),
  })
}

export const pageSize = 50

/** The API's query of a page of the list. */
export const queryOf = (which: FindingFilters & Order) => ({
  ...filterOf(which),
  ...(which.sort ? { sort: which.sort } : {}),
  ...(which.direction && which.direction !== naturalDirection(which.sort)
    ? { direction: which.direction }
    : {}),
  limit: pageSize,
})
