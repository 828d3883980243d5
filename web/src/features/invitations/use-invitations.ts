import { useQueryClient } from '@tanstack/react-query'
import { keyset, queries } from '../../api/client'

const path = '/api/tenants/{tenantId}/invitations'

/** Every invitation, newest first; for those who may see them. */
export const useInvitations = (tenantId: string, enabled = true) =>
  queries.useInfiniteQuery('get', path, { params: { path: { tenantId } } }, { ...keyset, enabled })

export function useInvitationsChanged() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['get', path] })
}
