import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { queries } from '../../api/client'
import type { Project } from '../../api/types'
import { NameDialog } from '../../components/name-dialog'
import { useTenantId } from '../tenants/use-tenant'
import { useProjectsChanged } from './use-projects'

/** Of an archived project, for owners. */
export function DeleteProjectButton({ project }: { project: Project }) {
  const tenantId = useTenantId()
  const navigate = useNavigate()
  const changed = useProjectsChanged()
  const [asking, { open, close }] = useDisclosure()
  const remove = queries.useMutation('post', '/api/tenants/{tenantId}/projects/{projectId}/deletion', {
    onSuccess: async () => {
      // Its own page would ask for what is gone.
      await navigate({
        to: '/tenants/$tenantId/projects',
        params: { tenantId },
        search: { archived: 'true' },
      })
      notifications.show({ title: 'Deleted', message: `${project.name} is gone, with everything in it.` })
      await changed()
    },
  })
  return (
    <>
      <Button variant="default" size="xs" aria-label={`Delete ${project.name} for ever`} onClick={open}>
        Delete for ever …
      </Button>
      <NameDialog
        opened={asking}
        title={`Delete ${project.name} for ever?`}
        name={project.name}
        confirm={`Delete ${project.name} for ever`}
        busy={remove.isPending}
        error={remove.error}
        failed={`${project.name} was not deleted.`}
        onConfirm={(name) =>
          remove.mutate({ params: { path: { tenantId, projectId: project.id } }, body: { name } })
        }
        onClose={() => {
          remove.reset()
          close()
        }}
      >
        <Text>
          Its runs, findings, decisions and infrastructure are deleted at once and do not come back. The audit
          trail keeps that it was there.
        </Text>
      </NameDialog>
    </>
  )
}
