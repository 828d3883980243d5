import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useAllMembers } from '../../members/use-all-members'
import { useProjects } from '../../projects/use-projects'
import { useTenantId } from '../../tenants/use-tenant'
import { type Filters, whichOf, without, withoutDefaults } from '../filters'
import { useFacets } from '../use-facets'
import { useFindings } from '../use-findings'

const route = getRouteApi('/tenants/$tenantId/findings')

export type ListData = ReturnType<typeof useListData>

/** What the page of the list knows: its address, what it asked for, and the names of what it shows. */
export function useListData() {
  const tenantId = useTenantId()
  const filters: Filters = route.useSearch()
  const navigate = route.useNavigate()
  const projects = useProjects(tenantId)
  const members = useAllMembers(tenantId)
  const findings = useFindings(tenantId, filters)
  const facets = useFacets(tenantId, filters)

  const change = useCallback(
    (next: Filters, replace = false) =>
      void navigate({ search: withoutDefaults(next), replace, resetScroll: false }),
    [navigate],
  )
  const list = JSON.stringify(whichOf(filters))
  const which = useMemo(() => whichOf(JSON.parse(list)), [list])
  const rows = useMemo(() => findings.data?.pages.flatMap((page) => page.items) ?? [], [findings.data])
  const nameOf = useCallback(
    (memberId: string) => members.find((one) => one.memberId === memberId)?.name,
    [members],
  )
  const { isFetchingNextPage, isFetchNextPageError, fetchNextPage } = findings
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  const base = JSON.stringify(without(filters, 'peek'))
  const names = useMemo(
    () => ({
      project: (id: string) => projects.items.find((one) => one.id === id)?.name,
      member: nameOf,
    }),
    [projects.items, nameOf],
  )
  return {
    tenantId,
    filters,
    /** The address but for the drawer, which comes and goes with every key: the same object until that changes. */
    base: useMemo((): Filters => JSON.parse(base), [base]),
    names,
    /** Which findings, in which order: the same object until that changes. */
    which,
    list,
    change,
    rows,
    findings,
    facets,
    projects,
    members,
    nameOf,
    loadMore,
    total: facets.data?.exact && !facets.isPlaceholderData ? facets.data.findings : null,
    /** What a finding opened from here gets as its address. */
    search: useMemo(
      () => without({ ...JSON.parse(list), group: filters.group, view: filters.view }, 'peek'),
      [list, filters.group, filters.view],
    ),
  }
}
