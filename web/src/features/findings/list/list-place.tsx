import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { naturalDirection, type Sort, withoutDefaults } from '../filters'
import { rememberOpened } from '../last-opened'
import type { Intent } from './bulk/change'
import type { Selecting } from './select/use-selection'
import type { Column } from './table/columns'
import { FindingList } from './table/finding-list'
import { findingItems, type Item } from './table/items'
import type { RowAct } from './table/row-after-key'
import type { ListData } from './use-list-data'

type Props = {
  data: ListData
  chosen: readonly Column[]
  selecting: Selecting
  /** Asks for a change of what is selected, or of the row it was asked on. */
  onIntent: (intent: Intent, item: Item) => void
}

/** The rows, and what is done to them. */
export function ListPlace({ data, chosen, selecting, onIntent }: Props) {
  const { tenantId, filters, change, rows, findings } = data
  const navigate = useNavigate()
  const items = useMemo(() => findingItems(rows), [rows])
  const ids = useMemo(() => rows.map((one) => one.id), [rows])

  const onSort = (sort: Sort) => {
    const same = sort === (filters.sort ?? 'severity')
    const now = filters.direction ?? naturalDirection(filters.sort)
    const direction = same ? (now === 'asc' ? 'desc' : 'asc') : naturalDirection(sort)
    change(withoutDefaults({ ...filters, sort, direction }))
  }
  const onAct = (act: RowAct, item: Item) => {
    if (item.kind !== 'finding') return
    if (act === 'open') {
      rememberOpened(item.key)
      void navigate({
        to: '/tenants/$tenantId/findings/$findingId',
        params: { tenantId, findingId: item.key },
        search: data.search,
      })
    }
    if (act === 'select') selecting.toggle(item.key, ids)
    if (act === 'range') selecting.range(item.key, ids)
    if (act === 'suppress' || act === 'assign') onIntent(act, item)
    if (act === 'leave') selecting.clear()
  }
  return (
    <FindingList
      items={items}
      total={data.total}
      search={data.search}
      order={filters}
      stale={findings.isPlaceholderData}
      more={findings.hasNextPage}
      loadMore={data.loadMore}
      chosen={chosen}
      selection={selecting.selection}
      nameOf={data.nameOf}
      onLoaded={() => selecting.loaded(ids)}
      onSort={onSort}
      onAct={onAct}
      onActive={() => {}}
    />
  )
}
