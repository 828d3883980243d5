import { Anchor, Text } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { plural } from '../../components/formats'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { useProjects } from '../projects/use-projects'
import { useTenantId } from '../tenants/use-tenant'
import { RunFilterBar } from './run-filter-bar'
import { parseRunFilters, type RunFilters, runsSentence } from './run-filters'
import { RunList } from './run-list'
import { useRuns } from './use-runs'

const route = getRouteApi('/tenants/$tenantId/runs')

/** The runs of every project that is not archived. */
export function RunsPage() {
  const tenantId = useTenantId()
  const filters = route.useSearch()
  const navigate = route.useNavigate()
  const projects = useProjects(tenantId)
  const runs = useRuns(tenantId, filters)
  const change = (next: RunFilters) => void navigate({ search: parseRunFilters(next) })
  const count = runs.data?.pages.flatMap((page) => page.items).length ?? 0
  return (
    <>
      <PageHeader title="Runs" subtitle={summary(count, runs.hasNextPage, filters)} />
      <div className={panels.body}>
        <RunFilterBar
          filters={filters}
          change={change}
          projects={projects.items}
          projectId={filters.projectId}
        />
        <RunList
          runs={runs}
          filters={filters}
          change={change}
          ofSeveral
          never={
            <EmptyPanel title="Nothing has run yet">
              <Text c="dimmed">A run appears here when a pipeline scans a project.</Text>
              <Anchor
                renderRoot={(props) => (
                  <Link to="/tenants/$tenantId/set-up" params={{ tenantId }} {...props} />
                )}
              >
                Set a project up
              </Anchor>
            </EmptyPanel>
          }
        />
      </div>
    </>
  )
}

function summary(count: number, more: boolean, filters: RunFilters) {
  if (count === 0) return 'What pipelines scanned, newest first'
  const words = runsSentence(filters)
  return more ? `The newest ${count} ${words}` : plural(count, words.replace(/runs/, 'run'), words)
}
