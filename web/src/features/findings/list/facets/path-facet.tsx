import type { Filters } from '../../filters'
import { Facet } from './facet'
import { valueItems } from './facet-items'
import classes from './facets.module.css'
import { crumbsOf, withoutPrefix } from './path-crumbs'

type Props = {
  values: readonly { value: string; findings: number }[] | null | undefined
  exact: boolean
  filters: Filters
  choose: (pathPrefix: string | undefined) => void
}

/** Leads down the directories, one level at a time, and up again by the trail. */
export function PathFacet({ values, exact, filters, choose }: Props) {
  const prefix = filters.pathPrefix ?? ''
  const items = valueItems(values).map((one) => ({
    ...one,
    label: withoutPrefix(one.value, prefix),
    chosen: one.value === prefix,
    mono: true,
  }))
  if (items.length === 0 && !prefix) return null
  return (
    <Facet name="Path" items={items} exact={exact} onOnly={choose}>
      {prefix && (
        <nav className={classes.crumbs} aria-label="Path">
          <button type="button" onClick={() => choose(undefined)}>
            All paths
          </button>
          {crumbsOf(prefix).map((crumb) => (
            <span key={crumb.prefix}>
              /
              <button type="button" title={crumb.prefix} onClick={() => choose(crumb.prefix)}>
                {crumb.name}
              </button>
            </span>
          ))}
        </nav>
      )}
    </Facet>
  )
}
