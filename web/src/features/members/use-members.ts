import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keyset, queries } from '../../api/client'
import type { Me, Member, Role } from '../../api/types'
import { mayAdminister } from '../tenants/use-tenant'

const path = '/api/tenants/{tenantId}/members'
const request = (tenantId: string) => ({ params: { path: { tenantId } } })

export const useMembers = (tenantId: string) =>
  queries.useInfiniteQuery('get', path, request(tenantId), keyset)

/** Makes everything that tells who is in the organisation fetch anew. */
export function useMembersChanged(tenantId: string) {
  const client = useQueryClient()
  const renew = (...paths: string[]) =>
    Promise.all(paths.map((changed) => client.invalidateQueries({ queryKey: ['get', changed] })))
  return async () => {
    // One's own role first: whoever stepped down is refused the invitations, and the trail would note the refusal.
    await renew('/api/me')
    const [me] = client.getQueriesData<Me>({ queryKey: ['get', '/api/me'] })
    const mine = me?.[1]?.tenants.find((one) => one.id === tenantId)
    const forAdmins =
      mine && mayAdminister(mine) ? ['/api/tenants/{tenantId}/invitations', `${path}/former`] : []
    await renew(path, '/api/tenants/{tenantId}', ...forAdmins)
  }
}

/** Shows the new role at once, and the old one again when the API refuses. */
export function useRoleChange(tenantId: string) {
  const client = useQueryClient()
  const changed = useMembersChanged(tenantId)
  const [who, setWho] = useState('')
  const key = ['get', path, request(tenantId)]
  const mutation = queries.useMutation('put', '/api/tenants/{tenantId}/members/{memberId}/role', {
    // Not waited for: a refusal is shown, and the old role with it, before the list was fetched again.
    onSettled: () => void changed(),
  })
  const change = async (member: Member, role: Role) => {
    setWho(member.name)
    await client.cancelQueries({ queryKey: key })
    const before = client.getQueryData<InfiniteData<{ items: Member[] }>>(key)
    client.setQueryData<InfiniteData<{ items: Member[] }>>(key, withRole(before, member.memberId, role))
    mutation.mutate(
      { params: { path: { tenantId, memberId: member.memberId } }, body: { role } },
      { onError: () => client.setQueryData(key, before) },
    )
  }
  return { change, who, error: mutation.error, busy: mutation.isPending }
}

type Members = InfiniteData<{ items: Member[] }>

function withRole(members: Members | undefined, memberId: string, role: Role): Members | undefined {
  if (!members) return members
  const changed = (one: Member) => (one.memberId === memberId ? { ...one, role } : one)
  return { ...members, pages: members.pages.map((page) => ({ ...page, items: page.items.map(changed) })) }
}
