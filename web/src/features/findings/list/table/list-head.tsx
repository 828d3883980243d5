import type { FindingFilters, Order, Sort } from '../../filters'
import { naturalDirection } from '../../filters'
import { type Column, shownColumns } from './columns'
import classes from './finding-list.module.css'

type Props = {
  order: FindingFilters & Order
  chosen: readonly Column[]
  loaded: 'none' | 'some' | 'all'
  onLoaded: () => void
  onSort: (sort: Sort) => void
}

export function ListHead({ order, chosen, loaded, onLoaded, onSort }: Props) {
  const heading = (label: string, sort: Sort, title: string, hidden = false) => (
    <th scope="col" key={label} aria-sort={sort === (order.sort ?? 'severity') ? sortWord(order) : undefined}>
      <button type="button" className={classes.sort} title={title} onClick={() => onSort(sort)}>
        <span className={hidden ? 'so-hidden' : undefined}>{label}</span>
        {sort === (order.sort ?? 'severity') && (
          <span aria-hidden="true">{sortWord(order) === 'ascending' ? '↑' : '↓'}</span>
        )}
        {hidden && sort !== (order.sort ?? 'severity') && <span aria-hidden="true">↕</span>}
      </button>
    </th>
  )
  return (
    <thead>
      <tr aria-rowindex={1} className={classes.head}>
        <th scope="col">
          <label className={classes.check}>
            <input
              type="checkbox"
              aria-label="Select the loaded findings"
              checked={loaded === 'all'}
              ref={(box) => {
                if (box) box.indeterminate = loaded === 'some'
              }}
              onChange={onLoaded}
            />
          </label>
        </th>
        {heading('Severity', 'severity', 'Sort by severity', true)}
        {heading('Finding', 'path', 'Sort by path')}
        {shownColumns(chosen).map(({ column, label, sort }) =>
          sort ? (
            heading(label, sort, 'Sort by when it was first seen')
          ) : (
            <th scope="col" key={column}>
              {label}
            </th>
          ),
        )}
      </tr>
    </thead>
  )
}

const sortWord = ({ sort, direction }: Order) =>
  (direction ?? naturalDirection(sort)) === 'asc' ? 'ascending' : 'descending'
