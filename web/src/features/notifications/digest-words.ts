import type {
  DigestFrequency,
  MyNotifications,
  MyNotificationsRequest,
  NotificationKind,
} from '../../api/types'
import { allEvents } from './channel-words'

export const frequencies: readonly { value: DigestFrequency; label: string; description?: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'daily', label: 'Daily', description: 'At 6:00 UTC, when there is something to tell.' },
  { value: 'weekly', label: 'Weekly', description: 'On Mondays at 6:00 UTC.' },
]

/** What somebody chose; `projectIds` is kept while all projects are chosen. */
export type DigestFields = {
  frequency: DigestFrequency
  events: NotificationKind[]
  all: boolean
  projectIds: string[]
}

/** Who has no digest yet begins with everything. */
export const fieldsOf = ({ frequency, events, projectIds }: MyNotifications): DigestFields => ({
  frequency,
  events: events.length > 0 ? events : allEvents,
  all: projectIds === null,
  projectIds: projectIds ?? [],
})

export const digestRequestOf = ({
  frequency,
  events,
  all,
  projectIds,
}: DigestFields): MyNotificationsRequest => ({
  frequency,
  events,
  projectIds: frequency === 'off' || all ? null : projectIds,
})

export type DigestFaults = { events?: string; projectIds?: string }

export function digestFaults({ frequency, events, all, projectIds }: DigestFields): DigestFaults {
  if (frequency === 'off') return {}
  return {
    ...(events.length === 0 ? { events: 'Choose at least one, or switch the digest off.' } : {}),
    ...(!all && projectIds.length === 0 ? { projectIds: 'Choose at least one project.' } : {}),
  }
}

/** Why no digest can be sent, or null. */
export function obstacleOf({ mail, address }: Pick<MyNotifications, 'mail' | 'address'>): string | null {
  if (!mail) return 'This installation sends no mail: its operator has not set up a mail server yet.'
  if (address === null)
    return 'The name with which you sign in is no e-mail address, so there is nowhere to write to.'
  return null
}
