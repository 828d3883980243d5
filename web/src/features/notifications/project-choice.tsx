import { Select } from '@mantine/core'
import { useProjects } from '../projects/use-projects'
import { useTenantId } from '../tenants/use-tenant'

type Props = {
  value: string | null
  /** Of a project that is archived, and in no list. */
  name?: string | null
  error: string | undefined
  onChange: (projectId: string | null) => void
}

export function ProjectChoice({ value, name, error, onChange }: Props) {
  const projects = useProjects(useTenantId()).items
  const known = projects.map((one) => ({ value: one.id, label: one.name }))
  const archived = value && name && !known.some((one) => one.value === value) ? [{ value, label: name }] : []
  return (
    <Select
      label="Project"
      description="Of one project, or of all that there are and will be."
      placeholder="All projects"
      clearable
      clearButtonProps={{ 'aria-label': 'All projects' }}
      searchable
      data={[...archived, ...known]}
      value={value}
      error={error}
      onChange={onChange}
    />
  )
}
