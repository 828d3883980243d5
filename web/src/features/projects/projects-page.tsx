import { Button, SegmentedControl, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { plural } from '../../components/formats'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { CreateProjectDialog } from './create-project-dialog'
import { NoProjects } from './no-projects'
import { ProjectTable } from './project-table'
import classes from './projects.module.css'
import { parseProjects, reportings, reportingWords } from './projects-search'
import { useProjects } from './use-projects'

const route = getRouteApi('/tenants/$tenantId/projects')

export function ProjectsPage() {
  const tenant = useTenant()
  const { archived: shelved, reporting } = route.useSearch()
  const archived = shelved === 'true'
  const navigate = route.useNavigate()
  const [creating, { open, close }] = useDisclosure()
  const { items, error, isPending, refetch } = useProjects(tenant.id, archived, reporting)
  const kind = archived ? 'archived ' : reporting ? `${reportingWords[reporting].toLowerCase()} ` : ''
  const counted = plural(items.length, `${kind}project`)
  const none = !isPending && !error && items.length === 0
  return (
    <>
      <PageHeader
        title="Projects"
        subtitle={items.length > 0 ? `${counted}, counts are open findings` : undefined}
      >
        <div className={classes.actions}>
          {!archived && (
            <Select
              aria-label="Whether they report"
              placeholder="Any report"
              size="xs"
              w={148}
              clearable
              clearButtonProps={{ 'aria-label': 'Any report' }}
              data={reportings.map((value) => ({ value, label: reportingWords[value] }))}
              value={reporting ?? null}
              onChange={(value) => void navigate({ search: parseProjects({ reporting: value }) })}
            />
          )}
          <SegmentedControl
            aria-label="Which projects"
            size="xs"
            value={archived ? 'archived' : 'active'}
            data={[
              { value: 'active', label: 'Active' },
              { value: 'archived', label: 'Archived' },
            ]}
            onChange={(which) => void navigate({ search: which === 'archived' ? { archived: 'true' } : {} })}
          />
          {mayAdminister(tenant) && <Button onClick={open}>Create project</Button>}
        </div>
      </PageHeader>
      <div className={panels.body}>
        {error && (
          <ProblemPanel error={error} what="The projects could not be loaded." retry={() => void refetch()} />
        )}
        {isPending && <SkeletonRows rows={6} height={56} />}
        {none && !archived && !reporting && <NoProjects />}
        {none && reporting && (
          <EmptyPanel title={`No project is ${reportingWords[reporting].toLowerCase()}`}>
            <Button variant="default" size="xs" onClick={() => void navigate({ search: {} })}>
              Show all projects
            </Button>
          </EmptyPanel>
        )}
        {none && archived && (
          <EmptyPanel title="No project is archived">
            Archiving is for projects that are scanned no more; their settings offer it.
          </EmptyPanel>
        )}
        {items.length > 0 && <ProjectTable projects={items} />}
      </div>
      <CreateProjectDialog opened={creating} onClose={close} />
    </>
  )
}
