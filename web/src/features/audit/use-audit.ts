import { keyset, queries } from '../../api/client'
import { useMembers } from '../members/use-members'
import { useProjects } from '../projects/use-projects'
import { type AuditFilters, auditQueryOf } from './audit-filters'
import type { Names } from './audit-subject'

export const useAudit = (tenantId: string, filters: AuditFilters, opened: number) =>
  queries.useInfiniteQuery(
    'get',
    '/api/tenants/{tenantId}/audit',
    { params: { path: { tenantId }, query: { ...auditQueryOf(filters, opened), limit: 50 } } },
    { ...keyset, placeholderData: (previous) => previous },
  )

export type Option = { value: string; label: string }

/** Who can be filtered by, and what ids are called. Short lists of what there is now; a name that is missing is no fault. */
export function useNames(tenantId: string): { people: Option[]; keys: Option[]; names: Names } {
  const members = useMembers(tenantId).data?.pages.flatMap((page) => page.items) ?? []
  const projects = useProjects(tenantId).items
  const list = queries.useInfiniteQuery(
    'get',
    '/api/tenants/{tenantId}/api-keys',
    { params: { path: { tenantId } } },
    keyset,
  )
  const keys = list.data?.pages.flatMap((page) => page.items) ?? []
  const people = members.map((one) => ({ value: one.memberId, label: one.name }))
  const named = keys.map((one) => ({ value: one.id, label: one.name }))
  const all = [...people, ...named, ...projects.map((one) => ({ value: one.id, label: one.name }))]
  return { people, keys: named, names: new Map(all.map((one) => [one.value, one.label])) }
}
