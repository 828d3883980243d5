import { Anchor, Button, Group, Select, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Project } from '../../api/types'
import { CreateProjectForm } from '../projects/create-project-form'
import { useProjectsChanged } from '../projects/use-projects'
import { useTenantId } from '../tenants/use-tenant'
import classes from './set-up.module.css'
import { focusStep } from './step'

type Props = {
  projects: readonly Project[]
  project: Project | null
  /** Whether the address names one that is not in use. */
  gone: boolean
  choose: (projectId: string | null) => void
}

/** Chosen among those in use, or made here. */
export function ProjectStep({ projects, project, gone, choose }: Props) {
  const changed = useProjectsChanged()
  const [creating, setCreating] = useState(false)
  const take = (projectId: string) => {
    setCreating(false)
    choose(projectId)
    focusStep('key')
  }
  const onCreated = async (projectId: string) => {
    await changed()
    take(projectId)
  }
  if (creating || projects.length === 0)
    return (
      <>
        <Text c="dimmed">
          A project belongs to a repository or service, and has its own scanners and gate policy.
        </Text>
        <div className={classes.form}>
          <CreateProjectForm
            onCreated={onCreated}
            onCancel={projects.length > 0 ? () => setCreating(false) : undefined}
          />
        </div>
      </>
    )
  if (project)
    return (
      <Chosen
        project={project}
        another={projects.length > 1 ? () => choose(null) : undefined}
        create={() => setCreating(true)}
      />
    )
  return (
    <>
      {gone && (
        <Text role="alert">The project of this address is archived or not there. Choose another.</Text>
      )}
      <Select
        label="Project"
        placeholder="Choose one of them"
        className={classes.form}
        searchable
        data={projects.map(({ id, name }) => ({ value: id, label: name }))}
        value={null}
        onChange={(value) => value && take(value)}
      />
      <Button variant="default" onClick={() => setCreating(true)}>
        Create a project instead
      </Button>
    </>
  )
}

type ChosenProps = { project: Project; another: (() => void) | undefined; create: () => void }

function Chosen({ project, another, create }: ChosenProps) {
  const tenantId = useTenantId()
  return (
    <>
      <Text>
        <Anchor
          inherit
          underline="always"
          renderRoot={(props) => (
            <Link
              to="/tenants/$tenantId/projects/$projectId"
              params={{ tenantId, projectId: project.id }}
              {...props}
            />
          )}
        >
          {project.name}
        </Anchor>
      </Text>
      <Group gap="xs">
        {another && (
          <Button variant="default" size="xs" onClick={another}>
            Choose another
          </Button>
        )}
        <Button variant="default" size="xs" onClick={create}>
          Create another
        </Button>
      </Group>
    </>
  )
}
