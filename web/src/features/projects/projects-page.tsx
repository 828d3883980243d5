import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Project } from '../../api/types'
import { plural } from '../../components/formats'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { StateBadge } from '../../components/panels/state-badge'
import { SeverityBar } from '../../components/severity/severity-bar'
import { SeverityCounts } from '../../components/severity/severity-counts'
import { Time } from '../../components/time'
import { useTenantId } from '../tenants/use-tenant'
import { policyWords } from './gate-policy'
import classes from './projects.module.css'
import { useProjects } from './use-projects'

export function ProjectsPage() {
  const tenantId = useTenantId()
  const { items, error, isPending, refetch } = useProjects(tenantId)
  return (
    <>
      <PageHeader
        title="Projects"
        subtitle={
          items.length > 0 ? `${plural(items.length, 'project')}, counts are open findings` : undefined
        }
      />
      <div className={panels.body}>
        {error && (
          <ProblemPanel error={error} what="The projects could not be loaded." retry={() => void refetch()} />
        )}
        {isPending && <SkeletonRows rows={6} height={56} />}
        {!isPending && !error && items.length === 0 && (
          <EmptyPanel title="This tenant has no project yet">
            Projects appear here as soon as there is one. They belong to a repository, and have their own
            scanners and gate policy.
          </EmptyPanel>
        )}
        {items.length > 0 && <ProjectTable projects={items} />}
      </div>
    </>
  )
}

function ProjectTable({ projects }: { projects: Project[] }) {
  return (
    <section className={classes.scroller} aria-label="Projects">
      <Table className={classes.table} verticalSpacing={12} horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Project</Table.Th>
            <Table.Th>Open findings</Table.Th>
            <Table.Th>Gate</Table.Th>
            <Table.Th ta="right">Last run</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {projects.map((project) => (
            <ProjectRow key={project.id} project={project} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

function ProjectRow({ project }: { project: Project }) {
  const tenantId = useTenantId()
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.nameCell}>
        <Link
          to="/tenants/$tenantId/projects/$projectId"
          params={{ tenantId, projectId: project.id }}
          className={classes.name}
        >
          {project.name}
        </Link>
      </Table.Th>
      <Table.Td>
        {project.lastRunAt ? (
          <>
            <SeverityCounts tenantId={tenantId} project={project} />
            <div className={classes.bar}>
              <SeverityBar counts={project.openFindings} />
            </div>
          </>
        ) : (
          <Link
            to="/tenants/$tenantId/projects/$projectId"
            params={{ tenantId, projectId: project.id }}
            className={classes.setUp}
          >
            Set it up
          </Link>
        )}
      </Table.Td>
      <Table.Td className={classes.quiet}>{policyWords(project.gatePolicy)}</Table.Td>
      <Table.Td ta="right" className={classes.quiet}>
        {project.lastRunAt ? (
          <Time at={project.lastRunAt} />
        ) : (
          <StateBadge state="neutral">Never scanned</StateBadge>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
