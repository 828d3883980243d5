import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { queries } from '../../../api/client'
import type { Project } from '../../../api/types'
import { ConfirmDialog } from '../../../components/confirm-dialog'
import { useProject } from '../use-project'
import { useProjectsChanged } from '../use-projects'

export function ArchiveSection({ project }: { project: Project }) {
  const { tenantId, projectId } = useProject()
  const changed = useProjectsChanged()
  const [asking, { open, close }] = useDisclosure()
  const archive = queries.useMutation('post', '/api/tenants/{tenantId}/projects/{projectId}/archive', {
    onSuccess: async () => {
      await changed()
      notifications.show({
        title: 'Archived',
        message: `${project.name} is among the archived projects now.`,
      })
      close()
    },
  })
  return (
    <>
      <Button variant="default" onClick={open}>
        Archive this project
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Archive ${project.name}?`}
        confirm={`Archive ${project.name}`}
        busy={archive.isPending}
        error={archive.error}
        failed="The project was not archived."
        onConfirm={() => archive.mutate({ params: { path: { tenantId, projectId } } })}
        onClose={() => {
          archive.reset()
          close()
        }}
      >
        <Text>
          Its pipelines can send no findings and open no run from then on. It leaves the list of projects; its
          findings and runs stay readable.
        </Text>
      </ConfirmDialog>
    </>
  )
}
