import { memo } from 'react'
import type { Facets, Member } from '../../../../api/types'
import type { Names } from '../../filter-words'
import {
  type Filters,
  type ListKey,
  parseFilters,
  toggled,
  toggledStatus,
  without,
  withoutDefaults,
} from '../../filters'
import type { Status } from '../../statuses'
import { type Age, ageOf, betweenOf } from './ages'
import { CareFacet } from './care-facet'
import { Facet } from './facet'
import { ageItems, projectItems, severityItems, statusItems, valueItems } from './facet-items'
import classes from './facets.module.css'
import { PathFacet } from './path-facet'

type Props = {
  facets: Facets | undefined
  /** The counts are of the filters before. */
  stale: boolean
  filters: Filters
  change: (next: Filters) => void
  names: Names
  members: Member[]
}

export const FacetRail = memo(function FacetRail({ facets, stale, filters, change, names, members }: Props) {
  const exact = facets?.exact ?? true
  const listsExact = facets?.listsExact ?? true
  const toggle = (key: ListKey) => (value: string) => change(toggled(filters, key, value))
  const only = (key: ListKey) => (value: string) => change(onlyValue(filters, key, value))
  const listFacet = (name: string, key: ListKey, values: Facets['rule'] | undefined, mono = false) => {
    const items = valueItems(values, filters[key]).map((one) => ({ ...one, mono }))
    if (items.length === 0) return null
    return (
      <Facet
        name={name}
        items={items}
        exact={key === 'scanner' ? exact : listsExact}
        onToggle={toggle(key)}
        onOnly={only(key)}
      />
    )
  }
  const projects = projectItems(facets, filters, (id) => names.project?.(id))
  return (
    <div className={classes.facets} data-stale={stale || undefined} aria-busy={stale}>
      <Facet
        name="Severity"
        items={severityItems(facets, filters)}
        exact={exact}
        onToggle={toggle('severity')}
        onOnly={only('severity')}
      />
      <Facet
        name="Status"
        items={statusItems(facets, filters)}
        exact={exact}
        onToggle={(status) => change(toggledStatus(filters, status as Status))}
        onOnly={(status) => change(parseFilters({ ...filters, status: [status] }))}
      />
      <CareFacet filters={filters} change={change} members={members} />
      {projects.length > 0 && (
        <Facet
          name="Project"
          items={projects}
          exact={exact}
          onOnly={(id) =>
            change(withoutDefaults({ ...filters, projectId: id === filters.projectId ? undefined : id }))
          }
        />
      )}
      {listFacet('Scanner', 'scanner', facets?.scanner)}
      {listFacet('Rule', 'rule', facets?.rule, true)}
      {listFacet('Weakness', 'cwe', facets?.cwe)}
      <PathFacet
        values={facets?.path}
        exact={listsExact}
        filters={filters}
        choose={(pathPrefix) => change(withoutDefaults({ ...filters, pathPrefix }))}
      />
      {facets?.age && (
        <Facet
          name="First seen"
          items={ageItems(facets.age, filters)}
          exact={listsExact}
          onOnly={(age) =>
            change(
              ageOf(filters) === age
                ? without(filters, 'firstSeenFrom', 'firstSeenBefore')
                : withoutDefaults({ ...filters, ...betweenOf(age as Age) }),
            )
          }
        />
      )}
    </div>
  )
})

/** A value alone; what was alone already is dropped. */
function onlyValue(filters: Filters, key: ListKey, value: string): Filters {
  const chosen: string[] = filters[key] ?? []
  const alone = chosen.length === 1 && chosen[0] === value
  return alone ? without(filters, key) : parseFilters({ ...filters, [key]: [value] })
}
