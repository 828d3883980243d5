import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { naturalDirection, type Sort, without, withoutDefaults } from '../filters'
import { rememberOpened } from '../last-opened'
import type { Intent } from './bulk/change'
import { useGroups } from './groups/use-groups'
import type { Selecting } from './select/use-selection'
import type { Column } from './table/columns'
import { FindingList } from './table/finding-list'
import { findingItems, findingsOf, type Item } from './table/items'
import type { RowAct } from './table/row-keys'
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
  const { tenantId, filters, change, rows, findings, facets, which } = data
  const navigate = useNavigate()
  const groups = useGroups(tenantId, filters.group, facets.data, which)
  const flat = useMemo(() => findingItems(rows), [rows])
  const grouped = filters.group !== undefined && groups.items.length > 0
  const items = grouped ? groups.items : flat
  const ids = useMemo(() => findingsOf(items).map((one) => one.id), [items])

  const onSort = (sort: Sort) => {
    const same = sort === (filters.sort ?? 'severity')
    const now = filters.direction ?? naturalDirection(filters.sort)
    const direction = same ? (now === 'asc' ? 'desc' : 'asc') : naturalDirection(sort)
    change(withoutDefaults({ ...filters, sort, direction }))
  }
  const open = (item: Item) => {
    if (item.kind === 'group') return groups.flip(item.group.value)
    if (item.kind === 'more') return change({ ...item.group.which })
    rememberOpened(item.key)
    void navigate({
      to: '/tenants/$tenantId/findings/$findingId',
      params: { tenantId, findingId: item.key },
      search: data.search,
    })
  }
  const select = (item: Item) => {
    if (item.kind === 'finding') return selecting.toggle(item.key, ids)
    if (item.kind === 'more') return
    const { selection } = selecting
    if (selection.kind === 'found' && selection.group === item.group.value) return selecting.clear()
    const { which: ofGroup, findings: count, exact, value } = item.group
    selecting.found(without(ofGroup, 'sort', 'direction'), exact ? count : null, value)
  }
  const peek = (id: string | undefined) =>
    change(id ? { ...filters, peek: id } : without(filters, 'peek'), true)
  // The drawer goes along with the row, but not through all that a key held down passes.
  const follow = useDebouncedCallback(peek, 120)

  const onAct = (act: RowAct, item: Item) => {
    switch (act) {
      case 'open':
        return open(item)
      case 'select':
        return select(item)
      case 'range':
        return item.kind === 'finding' && selecting.range(item.key, ids)
      case 'peek':
        if (item.kind === 'finding') return peek(filters.peek === item.key ? undefined : item.key)
        return open(item)
      case 'leave':
        follow.cancel()
        return filters.peek ? peek(undefined) : selecting.clear()
      case 'unfold':
        return item.kind === 'group' && !item.open && groups.flip(item.group.value)
      case 'fold':
        return item.kind === 'group' && item.open && groups.flip(item.group.value)
      default:
        return onIntent(act, item)
    }
  }
  return (
    <FindingList
      items={items}
      total={data.total}
      search={data.search}
      order={filters}
      stale={findings.isPlaceholderData}
      more={!grouped && findings.hasNextPage}
      loadMore={data.loadMore}
      chosen={filters.peek ? besideDrawer(chosen) : chosen}
      selection={selecting.selection}
      nameOf={data.nameOf}
      onLoaded={() => selecting.loaded(ids)}
      onSort={onSort}
      onAct={onAct}
      onActive={(item) => {
        if (filters.peek && item.kind === 'finding') follow(item.key)
      }}
    />
  )
}

/** The drawer says the rest. */
const besideDrawer = (chosen: readonly Column[]) => chosen.filter((column) => column === 'status')
