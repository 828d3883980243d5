import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { queries } from '../../../api/client'
import type { components } from '../../../api/schema'
import { useProject } from '../use-project'

export type ProjectSettings = components['schemas']['ProjectSettings']

const path = '/api/tenants/{tenantId}/projects/{projectId}/settings'

export function useProjectSettings() {
  const { tenantId, projectId } = useProject()
  return queries.useQuery('get', path, { params: { path: { tenantId, projectId } } })
}

/** Saves some of the settings; the API takes all of them, so the others go along as they are known. */
export function useSaveSettings(current: ProjectSettings, said: string) {
  const { tenantId, projectId } = useProject()
  const client = useQueryClient()
  const save = queries.useMutation('put', path, {
    onSuccess: () => {
      notifications.show({ title: 'Saved', message: said })
      return Promise.all(
        [
          path,
          // Due dates and links of findings follow.
          '/api/tenants/{tenantId}/findings',
          '/api/tenants/{tenantId}/findings/{findingId}',
        ].map((changed) => client.invalidateQueries({ queryKey: ['get', changed] })),
      )
    },
  })
  return {
    busy: save.isPending,
    error: save.error,
    save: (changes: Partial<ProjectSettings>) =>
      save.mutate({ params: { path: { tenantId, projectId } }, body: { ...current, ...changes } }),
  }
}
