import { SegmentedControl, Select } from '@mantine/core'
import { queries } from '../../api/client'
import { useTenantId } from '../tenants/use-tenant'
import { BranchBox } from './branch-box'
import { parseRunFilters, periods, type RunFilters } from './run-filters'
import classes from './runs.module.css'

type Props = {
  filters: RunFilters
  change: (next: RunFilters) => void
  /** To choose one of; left out in the list of a single project. */
  projects?: { id: string; name: string }[]
  projectId?: string | undefined
}

export function RunFilterBar({ filters, change, projects, projectId }: Props) {
  const set = (name: keyof RunFilters, value: string | null) =>
    change(parseRunFilters({ ...filters, [name]: value ?? undefined }))
  return (
    <search className={classes.bar}>
      <SegmentedControl
        aria-label="Verdict"
        size="xs"
        value={filters.verdict ?? 'all'}
        data={[
          { value: 'all', label: 'All' },
          { value: 'blocked', label: 'Blocked' },
          { value: 'passed', label: 'Passed' },
          { value: 'none', label: 'Undecided' },
        ]}
        onChange={(verdict) => set('verdict', verdict)}
      />
      {projects && (
        <Select
          aria-label="Project"
          placeholder="All projects"
          size="xs"
          w={168}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'All projects' }}
          data={withChosen(
            projects.map(({ id, name }) => ({ value: id, label: name })),
            filters.projectId,
          )}
          value={filters.projectId ?? null}
          onChange={(value) => change(parseRunFilters({ ...filters, projectId: value, branch: undefined }))}
        />
      )}
      {projectId ? (
        <ProjectBranches
          projectId={projectId}
          filters={filters}
          onChange={(branch) => set('branch', branch)}
        />
      ) : (
        <BranchBox value={filters.branch} onChange={(branch) => set('branch', branch)} />
      )}
      <Select
        aria-label="Period"
        placeholder="Any time"
        size="xs"
        w={136}
        clearable
        clearButtonProps={{ 'aria-label': 'Any time' }}
        data={periods.map((days) => ({ value: String(days), label: `Last ${days} days` }))}
        value={filters.days ? String(filters.days) : null}
        onChange={(days) => set('days', days)}
      />
    </search>
  )
}

type BranchesProps = { projectId: string; filters: RunFilters; onChange: (branch: string | null) => void }

function ProjectBranches({ projectId, filters, onChange }: BranchesProps) {
  const tenantId = useTenantId()
  const branches = queries.useQuery('get', '/api/tenants/{tenantId}/projects/{projectId}/branches', {
    params: { path: { tenantId, projectId } },
  })
  const named = (branches.data ?? []).flatMap(({ branch, isDefault }) =>
    branch === null ? [] : [{ value: branch, label: isDefault ? `${branch} (default)` : branch }],
  )
  return (
    <Select
      aria-label="Branch"
      placeholder="All branches"
      size="xs"
      w={184}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'All branches' }}
      data={withChosen(named, filters.branch)}
      value={filters.branch ?? null}
      onChange={onChange}
    />
  )
}

/** A value in the address that the list does not know must still be seen. */
function withChosen(options: { value: string; label: string }[], chosen: string | undefined) {
  const known = !chosen || options.some((one) => one.value === chosen)
  return known ? options : [...options, { value: chosen, label: chosen }]
}
