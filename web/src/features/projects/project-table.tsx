import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Project } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import { SeverityBar } from '../../components/severity/severity-bar'
import { SeverityCounts } from '../../components/severity/severity-counts'
import { Time } from '../../components/time'
import { isOwner, mayAdminister, useTenant } from '../tenants/use-tenant'
import { DeleteProjectButton } from './delete-project-button'
import { gateWords } from './gate-policy'
import classes from './projects.module.css'
import { RestoreButton } from './restore-button'

export function ProjectTable({ projects }: { projects: Project[] }) {
  const archived = projects.some((project) => project.archivedAt !== null)
  return (
    <section className={classes.scroller} aria-label="Projects">
      <Table className={classes.table} verticalSpacing={12} horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Project</Table.Th>
            <Table.Th>Open findings</Table.Th>
            <Table.Th>Gate</Table.Th>
            <Table.Th ta="right">Last run</Table.Th>
            {archived && <Table.Th ta="right">Archived</Table.Th>}
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
  const tenant = useTenant()
  const params = { tenantId: tenant.id, projectId: project.id }
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.nameCell}>
        <Link to="/tenants/$tenantId/projects/$projectId" params={params} className={classes.name}>
          {project.name}
        </Link>
      </Table.Th>
      <Table.Td>
        {project.lastRunAt ? (
          <>
            <SeverityCounts tenantId={tenant.id} project={project} />
            <div className={classes.bar}>
              <SeverityBar counts={project.openFindings} />
            </div>
          </>
        ) : (
          !project.archivedAt && (
            <Link to="/tenants/$tenantId/projects/$projectId" params={params} className={classes.setUp}>
              Set it up
            </Link>
          )
        )}
      </Table.Td>
      <Table.Td className={classes.quiet}>{gateWords(project)}</Table.Td>
      <Table.Td ta="right" className={classes.quiet}>
        {project.lastRunAt ? (
          <Time at={project.lastRunAt} />
        ) : (
          <StateBadge state="neutral">Never scanned</StateBadge>
        )}
      </Table.Td>
      {project.archivedAt && (
        <Table.Td ta="right" className={classes.quiet}>
          <Time at={project.archivedAt} />
          {mayAdminister(tenant) && (
            <div className={classes.restore}>
              <RestoreButton project={project} />
              {isOwner(tenant) && <DeleteProjectButton project={project} />}
            </div>
          )}
        </Table.Td>
      )}
    </Table.Tr>
  )
}
