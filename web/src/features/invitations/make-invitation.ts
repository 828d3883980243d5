import { api } from '../../api/client'
import type { Role } from '../../api/types'
import { invitationLink } from './invitation-link'

export type Wish = { role: Role; days: number; note: string | null }

export type Made = { role: Role; note: string | null; link: string; expiresAt: string }

/** Makes an invitation. Not a mutation: its result, which has the link, would stay in the mutation cache. */
export async function makeInvitation(tenantId: string, { role, days, note }: Wish): Promise<Made> {
  const { data } = await api.POST('/api/tenants/{tenantId}/invitations', {
    params: { path: { tenantId } },
    body: { role, expiresInDays: days, note },
  })
  if (!data) throw new Error('The service answered without an invitation.')
  return { role, note, link: invitationLink(location.origin, data.token), expiresAt: data.expiresAt }
}

export const revokeInvitation = (tenantId: string, invitationId: string) =>
  api.DELETE('/api/tenants/{tenantId}/invitations/{invitationId}', {
    params: { path: { tenantId, invitationId } },
  })
