import { getRouteApi } from '@tanstack/react-router'
import { useRef } from 'react'
import { useShortcuts } from '../../../app/shell/keyboard'
import { PageHeader } from '../../../components/panels/page-header'
import classes from '../../../components/panels/panels.module.css'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { useProjects } from '../../projects/use-projects'
import { useTenantId } from '../../tenants/use-tenant'
import { type Names, sentenceOf } from '../filter-words'
import { type Filters, withoutDefaults } from '../filters'
import { useFindings } from '../use-findings'
import { FilterBar } from './filter-bar'
import { FindingList } from './finding-list'
import { NoFindings } from './no-findings'

const route = getRouteApi('/tenants/$tenantId/findings')

export function FindingsPage() {
  const tenantId = useTenantId()
  const filters = route.useSearch()
  const navigate = route.useNavigate()
  const search = useRef<HTMLInputElement>(null)
  const projects = useProjects(tenantId)
  const findings = useFindings(tenantId, filters)
  useShortcuts({ '/': () => search.current?.focus() })

  const change = (next: Filters, replace = false) =>
    void navigate({ search: withoutDefaults(next), replace, resetScroll: false })
  const names = { project: (id: string) => projects.items.find((one) => one.id === id)?.name }
  const rows = findings.data?.pages.flatMap((page) => page.items) ?? []

  return (
    <>
      <PageHeader title="Findings" subtitle={summary(rows.length, findings.hasNextPage, filters, names)} />
      <FilterBar filters={filters} change={change} searchRef={search} projects={projects.items} />
      {findings.error && (
        <div className={classes.body}>
          <ProblemPanel
            error={findings.error}
            what="The findings could not be loaded."
            retry={() => void findings.refetch()}
          />
        </div>
      )}
      {findings.isPending && (
        <div className={classes.body}>
          <SkeletonRows rows={14} />
        </div>
      )}
      {findings.data && rows.length === 0 && !findings.error && (
        <NoFindings filters={filters} change={change} names={names} anyRun={projects.anyRun} />
      )}
      {rows.length > 0 && (
        <FindingList
          key={JSON.stringify(filters)}
          findings={rows}
          filters={filters}
          stale={findings.isPlaceholderData}
          more={findings.hasNextPage}
          loadMore={() => {
            if (!findings.isFetchingNextPage && !findings.isFetchNextPageError) void findings.fetchNextPage()
          }}
        />
      )}
    </>
  )
}

function summary(count: number, more: boolean, filters: Filters, names: Names) {
  if (count === 0) return 'What the scanners found, worst first'
  const words = sentenceOf(filters, names)
  const number = more ? `The first ${count}` : String(count)
  return `${number} ${count === 1 ? words.replace('findings', 'finding') : words}, worst first`
}
