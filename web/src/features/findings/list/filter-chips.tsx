import { Button } from '@mantine/core'
import { memo } from 'react'
import { CloseIcon } from '../../../components/icons'
import { appliedFilters, type Names } from '../filter-words'
import { type Filters, without } from '../filters'
import { besideTab, tabOf, withTab } from '../tabs'
import classes from './list.module.css'

type Props = { filters: Filters; change: (next: Filters) => void; names: Names }

/** Every filter that is applied beyond the tab, each to be dropped by itself. */
export const FilterChips = memo(function FilterChips({ filters, change, names }: Props) {
  const applied = appliedFilters(besideTab(filters), names)
  if (applied.length === 0) return null
  const dropAll = () => {
    const nothing: Filters = { sort: filters.sort, direction: filters.direction, group: filters.group }
    change(withTab(nothing, tabOf(filters) ?? 'open'))
  }
  return (
    <ul className={classes.chips} aria-label="Filters">
      {applied.map(({ keys, words }) => (
        <li key={keys[0]}>
          <button
            type="button"
            className={classes.chip}
            title={`Drop ${words}`}
            onClick={() => change(without(filters, ...keys))}
          >
            <span>{words}</span>
            <CloseIcon />
            <span className="so-hidden">, drop this filter</span>
          </button>
        </li>
      ))}
      {applied.length > 1 && (
        <li>
          <Button variant="subtle" size="compact-xs" onClick={dropAll}>
            Drop all
          </Button>
        </li>
      )}
    </ul>
  )
})
