import { Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import type { CreatedKey } from '../api-keys/use-create-key'
import { RoleNeeded } from '../members/role-needed'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { KeyStep } from './key-step'
import { NextSteps } from './next-steps'
import { PipelineStep } from './pipeline-step'
import { Progress } from './progress'
import { ProjectStep } from './project-step'
import { RunStep } from './run-step'
import classes from './set-up.module.css'
import { type Platform, parseSetUp, platforms } from './set-up-search'
import { Step } from './step'
import { useSetUp } from './use-set-up'

const route = getRouteApi('/tenants/$tenantId/set-up')

export function SetUpPage() {
  const tenant = useTenant()
  return (
    <>
      <PageHeader
        title="Set-up guide"
        subtitle={`From nothing to the first run of a project in ${tenant.name}`}
      />
      <div className={panels.body}>
        {mayAdminister(tenant) ? (
          <Guide />
        ) : (
          <RoleNeeded title="Admins and owners set projects up" missing="admin" instead="do it for you" />
        )}
      </div>
    </>
  )
}

function Guide() {
  const tenant = useTenant()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { projects, project, keys, runs, states } = useSetUp(tenant.id, search.projectId)
  // In the memory of this page alone: no cache, no address, no storage.
  const [created, setCreated] = useState<CreatedKey | null>(null)
  const change = (next: { projectId?: string | undefined; pipeline?: Platform }) =>
    void navigate({ search: parseSetUp({ ...search, ...next }), replace: true, resetScroll: false })
  const choose = (projectId: string | null) => {
    setCreated(null)
    change({ projectId: projectId ?? undefined })
  }
  if (projects.error && projects.items.length === 0)
    return (
      <ProblemPanel
        error={projects.error}
        what="The projects could not be loaded."
        retry={() => void projects.refetch()}
      />
    )
  if (!project && !projects.complete) return <SkeletonRows rows={4} height={84} />
  return (
    <>
      <Progress states={states} />
      <ol className={classes.steps}>
        <Step
          name="project"
          title={projects.items.length > 0 ? 'Choose a project' : 'Create a project'}
          state={states.project}
        >
          <ProjectStep
            projects={projects.items}
            project={project}
            gone={search.projectId !== undefined && !project}
            choose={choose}
          />
        </Step>
        <Step name="key" title="Give its pipeline a key" state={states.key}>
          {!project && <Text c="dimmed">A key belongs to a project.</Text>}
          {project && keys.error && (
            <ProblemPanel error={keys.error} what="The API keys could not be loaded." retry={keys.retry} />
          )}
          {project && !keys.error && keys.isPending && <SkeletonRows rows={1} height={32} />}
          {project && !keys.error && !keys.isPending && (
            <KeyStep
              key={project.id}
              project={project}
              keys={keys.working}
              created={created}
              keep={setCreated}
            />
          )}
        </Step>
        <Step name="pipeline" title="Paste this into the pipeline" state={states.pipeline}>
          {project ? (
            <PipelineStep
              place={{ origin: location.origin, tenantId: tenant.id, projectId: project.id }}
              platform={search.pipeline ?? platforms[0]}
              choose={(pipeline) => change({ pipeline })}
            />
          ) : (
            <Text c="dimmed">The text has the id of the project in it.</Text>
          )}
        </Step>
        <Step name="run" title="Wait for the first run" state={states.run}>
          {project ? (
            <RunStep project={project} state={states.run} runs={runs} />
          ) : (
            <Text c="dimmed">It appears here by itself.</Text>
          )}
        </Step>
      </ol>
      {project && states.run === 'done' && <NextSteps projectId={project.id} />}
    </>
  )
}
