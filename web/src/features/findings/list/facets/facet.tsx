import { TextInput } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { facetCount } from '../../counts'
import classes from './facets.module.css'

export type FacetItem = {
  value: string
  label: string
  /** How many findings choosing it shows. */
  findings: number
  chosen: boolean
  mark?: ReactNode
  mono?: boolean
}

type Props = {
  name: string
  items: FacetItem[]
  exact: boolean
  /** Adds a value to what is chosen, or takes it away; a facet without it has one value at a time. */
  onToggle?: (value: string) => void
  onOnly: (value: string) => void
  closed?: boolean
  children?: ReactNode
}

const few = 8

/** What one may filter by: the box adds a value, its name shows that one alone. */
export function Facet({ name, items, exact, onToggle, onOnly, closed = false, children }: Props) {
  const id = useId()
  const [all, setAll] = useState(false)
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = wanted ? items.filter((one) => one.label.toLowerCase().includes(wanted)) : items
  const shown = all || wanted ? found : found.filter((one, index) => index < few || one.chosen)
  const hidden = found.length - shown.length
  return (
    <details className={classes.facet} open={!closed || items.some((one) => one.chosen)}>
      <summary className={classes.name} id={id}>
        {name}
      </summary>
      {children}
      {items.length > few && (
        <TextInput
          size="xs"
          type="search"
          className={classes.find}
          aria-label={`Find in ${name}`}
          placeholder="Find"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <ul className={classes.values} aria-labelledby={id}>
        {shown.map((item) => (
          <FacetRow key={item.value} item={item} exact={exact} onToggle={onToggle} onOnly={onOnly} />
        ))}
      </ul>
      {wanted && found.length === 0 && <p className={classes.none}>Nothing here is called that.</p>}
      {(hidden > 0 || (all && !wanted)) && items.length > few && (
        <button type="button" className={classes.more} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${hidden} more`}
        </button>
      )}
    </details>
  )
}

type RowProps = { item: FacetItem } & Pick<Props, 'exact' | 'onToggle' | 'onOnly'>

function FacetRow({ item, exact, onToggle, onOnly }: RowProps) {
  const { value, label, findings, chosen, mark, mono } = item
  return (
    <li className={classes.value} data-chosen={chosen || undefined} data-none={findings === 0 || undefined}>
      {onToggle && (
        <label className={classes.box}>
          <input type="checkbox" checked={chosen} onChange={() => onToggle(value)} />
          <span className="so-hidden">{label}</span>
        </label>
      )}
      <button
        type="button"
        className={classes.only}
        title={onToggle ? `Only ${label}` : label}
        aria-label={`${onToggle ? 'Only ' : ''}${label}`}
        aria-pressed={onToggle ? undefined : chosen}
        onClick={() => onOnly(value)}
      >
        {mark}
        <span className={mono ? classes.mono : undefined}>{label}</span>
      </button>
      <span className={classes.count} title={`${findings} findings`}>
        {facetCount(findings, exact)}
      </span>
    </li>
  )
}
