import type { Invitation } from '../../api/types'

export const nameOf = (invitation: Pick<Invitation, 'note'>) => invitation.note ?? 'Without a note'
