import type { AuditItem } from '../../api/types'

/** Where the object of an entry is looked at; null when it has no page. */
export type Place =
  | { page: 'finding'; id: string }
  | { page: 'project'; id: string }
  | { page: 'members' | 'api-keys' | 'settings' | 'data' | 'plan' | 'notifications' | 'profile' }

type Entry = Pick<AuditItem, 'action' | 'subjectId' | 'data'>

export function placeOf({ action, subjectId, data }: Entry, tenantId: string): Place | null {
  const group = action.split('.')[0]
  const project = (data as Record<string, string | null>).project
  if (group === 'archive' || group === 'retention') return { page: 'data' }
  if (group === 'billing') return { page: 'plan' }
  if (action === 'project.deleted') return null
  if (subjectId === tenantId) return group === 'tenant' ? { page: 'settings' } : null
  if (action === 'finding.status-changed' || action === 'finding.viewed')
    return { page: 'finding', id: subjectId }
  if (['project', 'finding', 'token', 'credential'].includes(group ?? ''))
    return { page: 'project', id: subjectId }
  if (group === 'run' || group === 'gate') return project ? { page: 'project', id: project } : null
  if (group === 'member' || group === 'invitation') return { page: 'members' }
  if (action === 'notification.digest-changed') return { page: 'profile' }
  if (group === 'notification') return { page: 'notifications' }
  return group === 'api-key' ? { page: 'api-keys' } : null
}

/** Names of what lists know by id; entries keep ids, so that people can be erased. */
export type Names = ReadonlyMap<string, string>

/** What the object is called: the name at that time, else today's, else the kind of thing it is. */
export function subjectName(entry: Entry, names: Names): string {
  const data = entry.data as Record<string, string | null>
  const group = entry.action.split('.')[0] ?? ''
  if (group === 'tenant' || group === 'retention' || group === 'billing') return 'The organisation'
  if (group === 'run') return `Run ${data.run ?? entry.subjectId.slice(-8)}`
  if (data.name) return data.name
  const place = placeOf(entry, '')
  const known = names.get(entry.subjectId) ?? (place && 'id' in place ? names.get(place.id) : undefined)
  if (known) return known
  return `${kinds[group] ?? 'Object'} ${entry.subjectId.slice(-8)}`
}

const kinds: Record<string, string> = {
  member: 'Former member',
  invitation: 'Invitation',
  project: 'Project',
  finding: 'Finding',
  'api-key': 'API key',
  'trust-rule': 'Trust rule',
  archive: 'Archive',
  notification: 'Channel',
  gate: 'Run',
}
