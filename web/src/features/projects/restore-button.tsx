import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queries } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { Project } from '../../api/types'
import { PlanLink } from '../../components/plan-link'
import { useTenantId } from '../tenants/use-tenant'
import { useProjectsChanged } from './use-projects'

export function RestoreButton({ project }: { project: Project }) {
  const tenantId = useTenantId()
  const changed = useProjectsChanged()
  const restore = queries.useMutation('post', '/api/tenants/{tenantId}/projects/{projectId}/restore', {
    onSuccess: () => {
      notifications.show({ title: 'Restored', message: `${project.name} takes findings again.` })
      return changed()
    },
    onError: (error) => {
      const { message, code } = asProblem(error)
      notifications.show({
        title: `${project.name} was not restored`,
        message: (
          <>
            {message} {code === 'plan-limit' && <PlanLink />}
          </>
        ),
        color: 'danger',
        autoClose: false,
      })
    },
  })
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={`Restore ${project.name}`}
      loading={restore.isPending}
      onClick={() => restore.mutate({ params: { path: { tenantId, projectId: project.id } } })}
    >
      Restore
    </Button>
  )
}
