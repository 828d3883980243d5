import { useMediaQuery } from '@mantine/hooks'
import { type CSSProperties, useMemo } from 'react'
import { rowHeight, usePreferences } from '../../../../app/preferences'
import { stringifySearch } from '../../../../app/search-params'
import { useTenantId } from '../../../tenants/use-tenant'
import type { FindingFilters, Order, Sort } from '../../filters'
import { isSelected, loadedState, type Selection } from '../select/selection'
import { type Column, tracksOf } from './columns'
import classes from './finding-list.module.css'
import { FindingRow } from './finding-row'
import { GroupRow } from './group-row'
import { findingsOf, type Item } from './items'
import { ListHead } from './list-head'
import type { RowAct } from './row-keys'
import { useRows } from './use-rows'

type Props = {
  items: readonly Item[]
  /** How many the list has; null while nobody knows. */
  total: number | null
  /** The address of the list, which its rows hand on to the finding. */
  search: Record<string, unknown>
  order: FindingFilters & Order
  stale: boolean
  more: boolean
  loadMore: () => void
  chosen: readonly Column[]
  selection: Selection
  nameOf: (memberId: string) => string | undefined
  onLoaded: () => void
  onSort: (sort: Sort) => void
  onAct: (act: RowAct, item: Item) => void
  onActive: (item: Item) => void
}

export const phone = '(max-width: 48em)'

export function FindingList(props: Props) {
  const { items, total, search, stale, chosen, selection } = props
  const tenantId = useTenantId()
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false }) ?? false
  const height = rowHeight(usePreferences(), narrow)
  const rows = useRows({ ...props, rowHeight: height, headHeight: 32 })
  const address = useMemo(() => {
    const suffix = stringifySearch(search)
    return (id: string) => `/tenants/${tenantId}/findings/${id}${suffix}`
  }, [tenantId, search])
  const grouped = items[0]?.kind === 'group'
  const semantics = { role: grouped ? 'treegrid' : 'grid', 'aria-multiselectable': true }
  const { tracks, least } = tracksOf(chosen)
  const loaded = useMemo(() => findingsOf(items).map((one) => one.id), [items])
  return (
    <div ref={rows.scroller} className={classes.scroller} data-stale={stale || undefined}>
      <table
        {...semantics}
        aria-label="Findings"
        aria-rowcount={grouped ? items.length + 1 : total === null ? -1 : total + 1}
        aria-busy={stale}
        className={classes.grid}
        style={{ '--tracks': tracks, '--least': `${least}px`, '--row': `${height}px` } as CSSProperties}
        {...rows.handlers}
      >
        <ListHead
          order={props.order}
          chosen={chosen}
          loaded={loadedState(selection, loaded)}
          onLoaded={props.onLoaded}
          onSort={props.onSort}
        />
        <tbody className={classes.rows} style={{ height: rows.height }}>
          {rows.shown.map(({ index, start }) => {
            const item = items[index]
            if (!item) return null
            const place = { index, start, active: index === rows.current }
            if (item.kind !== 'finding') {
              const selected =
                item.kind === 'group' && selection.kind === 'found' && selection.group === item.group.value
              return <GroupRow key={item.key} item={item} selected={selected} {...place} />
            }
            const { finding } = item
            return (
              <FindingRow
                key={item.key}
                finding={finding}
                selected={isSelected(selection, finding.id, item.group)}
                chosen={chosen}
                href={address(finding.id)}
                level={grouped ? 2 : undefined}
                assigneeName={finding.assignee ? props.nameOf(finding.assignee) : undefined}
                {...place}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
