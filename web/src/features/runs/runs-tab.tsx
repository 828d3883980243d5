import { Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { SetUpHint } from '../projects/set-up-hint'
import { useProject } from '../projects/use-project'
import { RunFilterBar } from './run-filter-bar'
import { parseRunFilters, type RunFilters } from './run-filters'
import { RunList } from './run-list'
import { useRuns } from './use-runs'

export function RunsTab() {
  const { tenantId, projectId, query } = useProject()
  const { projectId: _, ...filters } = parseRunFilters(useSearch({ strict: false }))
  const navigate = useNavigate()
  const change = (next: RunFilters) => void navigate({ to: '.', search: parseRunFilters(next) })
  const runs = useRuns(tenantId, { ...filters, projectId }, true)
  const never = query.data?.archivedAt ? (
    <Text c="dimmed">It was never scanned.</Text>
  ) : (
    <SetUpHint projectId={projectId} />
  )
  const scanned = query.data?.lastRunAt || Object.keys(filters).length > 0
  return (
    <>
      {scanned && <RunFilterBar filters={filters} change={change} projectId={projectId} />}
      <RunList runs={runs} filters={filters} change={change} never={never} />
    </>
  )
}
