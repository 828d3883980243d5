import type { Facets } from '../../../../api/types'
import type { FindingFilters, Grouping, Order } from '../../filters'
import type { Group } from '../table/items'

/** The groups of a list, as its facets count them; the filters of each are those of the list, and its own. */
export function groupsOf(
  grouping: Grouping,
  facets: Facets | undefined,
  which: FindingFilters & Order,
): Group[] {
  const exact = facets?.listsExact ?? true
  if (grouping === 'rule')
    return (facets?.rule ?? [])
      .filter(({ value }) => !which.rule || which.rule.includes(value))
      .map(({ value, findings }) => ({
        value,
        label: value,
        findings,
        exact,
        which: { ...which, rule: [value] },
      }))
  if (grouping === 'path')
    return (facets?.path ?? []).map(({ value, findings }) => ({
      value,
      label: value,
      findings,
      exact,
      which: { ...which, pathPrefix: value },
    }))
  return (facets?.project ?? [])
    .filter(({ id }) => !which.projectId || which.projectId === id)
    .map(({ id, name, findings }) => ({
      value: id,
      label: name,
      findings,
      exact,
      which: { ...which, projectId: id },
    }))
}
