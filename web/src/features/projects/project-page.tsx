import { Anchor } from '@mantine/core'
import { Link, Outlet, useMatch } from '@tanstack/react-router'
import { CopyButton } from '../../components/copy-button'
import { BackIcon } from '../../components/icons'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { SeverityBar } from '../../components/severity/severity-bar'
import { SeverityCounts } from '../../components/severity/severity-counts'
import { HistoryLink } from '../audit/history-link'
import { ArchivedNotice } from './archived-notice'
import { gateWords } from './gate-policy'
import classes from './projects.module.css'
import { useProject } from './use-project'

export function ProjectPage() {
  const { tenantId, projectId, query } = useProject()
  const project = query.data
  const params = { tenantId, projectId }
  // The overview has the counts itself.
  const onOverview =
    useMatch({ from: '/tenants/$tenantId/projects/$projectId/', shouldThrow: false }) !== undefined
  return (
    <>
      <div>
        <Anchor
          className={classes.trail}
          renderRoot={(props) => <Link to="/tenants/$tenantId/projects" params={{ tenantId }} {...props} />}
        >
          <BackIcon /> Projects
        </Anchor>
      </div>
      {query.error && (
        <div className={classes.content}>
          <ProblemPanel
            error={query.error}
            what="The project could not be loaded."
            retry={() => void query.refetch()}
          />
        </div>
      )}
      {query.isPending && (
        <div className={panels.body}>
          <SkeletonRows rows={3} />
        </div>
      )}
      {project && (
        <>
          <PageHeader
            title={project.name}
            subtitle={
              <div className={classes.identity}>
                <span>{gateWords(project)}</span>
                <span aria-hidden="true">·</span>
                <code className="so-code">{project.id}</code>
                <CopyButton value={project.id} label="Copy the project id" />
                <HistoryLink subject={project.id} name={project.name} />
              </div>
            }
          >
            {project.lastRunAt && !onOverview && (
              <div className={classes.overview}>
                <SeverityCounts tenantId={tenantId} project={project} />
                <SeverityBar counts={project.openFindings} />
              </div>
            )}
          </PageHeader>
          <nav aria-label="Project" className={classes.tabs}>
            <Link
              to="/tenants/$tenantId/projects/$projectId"
              params={params}
              search={{}}
              activeOptions={{ exact: true, includeSearch: false }}
              className={classes.tab}
            >
              Overview
            </Link>
            <Link
              to="/tenants/$tenantId/projects/$projectId/runs"
              params={params}
              activeOptions={{ includeSearch: false }}
              className={classes.tab}
            >
              Runs
            </Link>
            <Link
              to="/tenants/$tenantId/projects/$projectId/infrastructure"
              params={params}
              search={{}}
              activeOptions={{ includeSearch: false }}
              className={classes.tab}
            >
              Infrastructure
            </Link>
            <Link
              to="/tenants/$tenantId/projects/$projectId/suppressions"
              params={params}
              search={{}}
              activeOptions={{ includeSearch: false }}
              className={classes.tab}
            >
              Suppressions
            </Link>
            <Link
              to="/tenants/$tenantId/projects/$projectId/settings"
              params={params}
              className={classes.tab}
            >
              Settings
            </Link>
            <Link
              to="/tenants/$tenantId/findings"
              params={{ tenantId }}
              search={{ projectId }}
              className={classes.tab}
            >
              Findings
            </Link>
          </nav>
          <div className={classes.content}>
            {project.archivedAt && <ArchivedNotice project={project} archivedAt={project.archivedAt} />}
            <Outlet />
          </div>
        </>
      )}
    </>
  )
}
