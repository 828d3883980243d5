import type { Member, Role } from '../../api/types'

/** Lowest first. */
export const roles: readonly { role: Role; name: string; may: string }[] = [
  { role: 'member', name: 'Member', may: 'Sees projects and findings, and triages them.' },
  { role: 'admin', name: 'Admin', may: 'Also manages projects, scanners, gates, API keys and members.' },
  { role: 'owner', name: 'Owner', may: 'Also manages owners and the organisation itself.' },
]

export const roleName = (role: Role) => roles.find((one) => one.role === role)?.name ?? role

/** "a member", "an admin" */
export const aRole = (role: Role) => `${role === 'member' ? 'a' : 'an'} ${role}`

/** What somebody of this role can make others; only an owner makes owners. */
export function rolesToGive(caller: Role): Role[] {
  if (caller === 'member') return []
  return caller === 'owner' ? ['member', 'admin', 'owner'] : ['member', 'admin']
}

export type MemberChoices = { roles: Role[]; remove: boolean; leave: boolean; lastOwner: boolean }

/**
 * What the caller is offered for a member. The API decides again; this only keeps from offering what it would refuse.
 * @param owners How many owners there are.
 */
export function choicesFor(
  caller: Role,
  member: Pick<Member, 'role' | 'isMe'>,
  owners: number,
): MemberChoices {
  const lastOwner = member.role === 'owner' && owners <= 1
  const manages = caller === 'owner' || (caller === 'admin' && member.role !== 'owner')
  return {
    roles: manages && !lastOwner ? rolesToGive(caller) : [],
    remove: manages && !lastOwner && !member.isMe,
    leave: member.isMe && !lastOwner,
    lastOwner,
  }
}

/** The names of at most three who can make somebody an admin or owner, owners first. */
export function grantersOf(
  role: 'admin' | 'owner',
  members: readonly Pick<Member, 'name' | 'role' | 'isMe'>[],
): string[] {
  const may = members.filter((one) => !one.isMe && rolesToGive(one.role).includes(role))
  return may
    .toSorted((one, other) => Number(other.role === 'owner') - Number(one.role === 'owner'))
    .slice(0, 3)
    .map((one) => one.name)
}
