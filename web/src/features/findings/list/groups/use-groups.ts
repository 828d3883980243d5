import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { queries } from '../../../../api/client'
import type { Facets } from '../../../../api/types'
import { queryOf } from '../../filter-query'
import type { FindingFilters, Grouping, Order } from '../../filters'
import { findingItems, type Group, type Item } from '../table/items'
import { groupsOf } from './groups'

const path = '/api/tenants/{tenantId}/findings'

/** The lines of a list in groups: those that are unfolded have their first findings below them. */
export function useGroups(
  tenantId: string,
  grouping: Grouping | undefined,
  facets: Facets | undefined,
  which: FindingFilters & Order,
) {
  const [unfolded, setUnfolded] = useState<string[]>([])
  const groups = useMemo(() => (grouping ? groupsOf(grouping, facets, which) : []), [grouping, facets, which])
  const open = groups.filter((group) => unfolded.includes(group.value))
  const pages = useQueries({
    queries: open.map((group) =>
      queries.queryOptions('get', path, {
        // Not as many as a page of the list, which is kept under the same name in another form.
        params: { path: { tenantId }, query: { ...queryOf(group.which), limit: 20 } },
      }),
    ),
  })
  const items: Item[] = groups.flatMap((group) => {
    const at = open.indexOf(group)
    const head: Item = { kind: 'group', key: `group ${group.value}`, group, open: at >= 0 }
    return at < 0 ? [head] : [head, ...linesOf(group, pages[at])]
  })
  const flip = (value: string) =>
    setUnfolded((now) => (now.includes(value) ? now.filter((one) => one !== value) : [...now, value]))
  return { items, flip }
}

type Answer = { data?: { items: Parameters<typeof findingItems>[0]; next: string | null }; error: unknown }

function linesOf(group: Group, answer: Answer | undefined): Item[] {
  const note = (words: string): Item => ({ kind: 'more', key: `more ${group.value}`, group, words })
  if (answer?.error) return [note('These could not be loaded. Open them as a list.')]
  if (!answer?.data) return [note('Loading …')]
  const items = findingItems(answer.data.items, group.value)
  return answer.data.next ? [...items, note('There are more: open all of them as a list')] : items
}
