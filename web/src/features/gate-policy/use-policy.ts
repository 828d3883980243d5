import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { queries } from '../../api/client'
import { useProject } from '../projects/use-project'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import type { PolicyDocument, PolicyVersion } from './policy-document'

const path = '/api/tenants/{tenantId}/projects/{projectId}/gate-policy/document'
const previewPath = '/api/tenants/{tenantId}/projects/{projectId}/gate-policy/preview'

/** The policy in force. Members may not read it: for them it stays undefined. */
export function usePolicy() {
  const { tenantId, projectId } = useProject()
  const allowed = mayAdminister(useTenant())
  return queries.useQuery('get', path, { params: { path: { tenantId, projectId } } }, { enabled: allowed })
}

/** What a policy would say of the last runs. The earlier answer stays until the next one is there. */
export function usePolicyPreview(document: PolicyDocument) {
  const { tenantId, projectId } = useProject()
  return queries.useQuery(
    'post',
    previewPath,
    { params: { path: { tenantId, projectId } }, body: { document } },
    { placeholderData: keepPreviousData, retry: false },
  )
}

export function useSavePolicy(onSaved: (version: PolicyVersion) => void) {
  const client = useQueryClient()
  return queries.useMutation('put', path, {
    onSuccess: async (version) => {
      await Promise.all([
        // What is blocked now is another policy's answer.
        client.invalidateQueries({ queryKey: ['post', previewPath] }),
        ...[
          path,
          '/api/tenants/{tenantId}/projects/{projectId}',
          '/api/tenants/{tenantId}/projects',
          '/api/tenants/{tenantId}/projects/{projectId}/runs',
        ].map((changed) => client.invalidateQueries({ queryKey: ['get', changed] })),
      ])
      onSaved(version)
    },
  })
}
