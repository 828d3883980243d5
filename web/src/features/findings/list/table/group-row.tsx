import { memo } from 'react'
import { facetCount } from '../../counts'
import { revealed } from '../../detail/text-pieces'
import classes from './finding-list.module.css'
import type { Item } from './items'

type Props = {
  item: Exclude<Item, { kind: 'finding' }>
  index: number
  start: number
  active: boolean
  selected: boolean
}

/** The head of a group, or what stands below it in place of findings. */
export const GroupRow = memo(function GroupRow({ item, index, start, active, selected }: Props) {
  const isHead = item.kind === 'group'
  return (
    <tr
      aria-rowindex={index + 2}
      aria-level={isHead ? 1 : 2}
      aria-expanded={isHead ? item.open : undefined}
      aria-selected={isHead ? selected : undefined}
      data-finding-row={index}
      tabIndex={active ? 0 : -1}
      className={`${classes.row} ${classes.groupRow}`}
      style={{ transform: `translateY(${start}px)` }}
    >
      <td>
        {isHead && (
          <label className={classes.check} data-check>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={`Select all of ${item.group.label}`}
              checked={selected}
              readOnly
            />
          </label>
        )}
      </td>
      {isHead ? (
        <td className={classes.group} title={revealed(item.group.label)}>
          <span aria-hidden="true">{item.open ? '▾' : '▸'}</span>
          <strong>{revealed(item.group.label)}</strong>
          <span className={classes.groupCount}>{facetCount(item.group.findings, item.group.exact)}</span>
        </td>
      ) : (
        <td className={classes.group}>{item.words}</td>
      )}
    </tr>
  )
})
