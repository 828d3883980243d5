import { asProblem } from '../../api/problem'
import type { ChannelKind, ChannelRequest, NotificationChannel, NotificationKind } from '../../api/types'

type Kind = { name: string; address: string; hint: string; placeholder: string }

/** How a channel is told, and what a form asks for to reach it. */
export const channelKinds: Record<ChannelKind, Kind> = {
  webhook: {
    name: 'Webhook',
    address: 'Address',
    hint: 'An https address of yours that the internet can reach. Each message is signed.',
    placeholder: 'https://',
  },
  slack: {
    name: 'Slack',
    address: 'Address of the incoming webhook',
    hint: 'As Slack shows it when an app gets an incoming webhook.',
    placeholder: 'https://hooks.slack.com/services/…',
  },
  teams: {
    name: 'Microsoft Teams',
    address: 'Address of the workflow',
    hint: 'As Teams shows it for “Post to a channel when a webhook request is received”.',
    placeholder: 'https://',
  },
  email: {
    name: 'E-mail',
    address: 'Recipients',
    hint: 'Up to 20 addresses, separated by commas, of domains with which members sign in.',
    placeholder: 'team@example.com, …',
  },
}

type EventWords = { name: string; when: string }

/** What somebody can be told of, in the order of the forms. */
export const eventWords: Record<NotificationKind, EventWords> = {
  'blocking-findings': {
    name: 'New blocking findings',
    when: 'The gate blocks a run for findings that the default branch does not have.',
  },
  'gate-failed': { name: 'Blocked runs', when: 'The gate blocks a run, whatever the reason.' },
  'suppression-expiring': { name: 'Ending suppressions', when: 'A suppression ends within 7 days.' },
  'key-expiring': { name: 'Expiring API keys', when: 'An API key expires, 7 days and a day ahead.' },
  'project-silent': { name: 'Silent projects', when: 'A project was scanned, and no run comes any more.' },
}

export const allEvents = Object.keys(eventWords) as NotificationKind[]

/** "New blocking findings, silent projects". */
export function eventList(events: readonly NotificationKind[]): string {
  const names = allEvents.filter((one) => events.includes(one)).map((one) => eventWords[one].name)
  return names.map((name, index) => (index === 0 ? name : lowerFirst(name))).join(', ')
}

/** API stays API. */
const lowerFirst = (name: string) =>
  /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name

/** Whether the last attempt failed, and nothing arrived since. */
export const isTroubled = ({ lastFailure, lastDeliveredAt }: Trouble): boolean =>
  lastFailure !== null && (lastDeliveredAt === null || lastDeliveredAt < lastFailure.at)

type Trouble = Pick<NotificationChannel, 'lastFailure' | 'lastDeliveredAt'>

/** What somebody typed. */
export type ChannelFields = {
  name: string
  kind: ChannelKind
  address: string
  events: NotificationKind[]
  projectId: string | null
}

export const newChannel: ChannelFields = {
  name: '',
  kind: 'webhook',
  address: '',
  events: ['blocking-findings'],
  projectId: null,
}

export type Faults = Partial<Record<keyof ChannelFields, string>>

/** What is missing, by field; nothing when it can be sent. */
export function missingIn(fields: Pick<ChannelFields, 'name' | 'events'> & Partial<ChannelFields>): Faults {
  const missing: Faults = {}
  if (!fields.name.trim()) missing.name = 'Give the channel a name.'
  if (fields.events.length === 0) missing.events = 'Choose at least one.'
  const { kind, address } = fields
  if (address === undefined) return missing
  if (kind === 'email' ? !address.trim() : !/^https:\/\/\S+$/.test(address.trim()))
    missing.address =
      kind === 'email' ? 'Say who gets the mail.' : 'Give an address that begins with https://.'
  return missing
}

export const requestOf = (fields: ChannelFields): ChannelRequest => ({
  ...fields,
  name: fields.name.trim(),
  address: fields.address.trim(),
})

const fieldOfCode: Record<string, keyof ChannelFields> = {
  'channel-address-invalid': 'address',
  'mail-off': 'kind',
  'project-archived': 'projectId',
}

/** A refusal that one field is to blame for, beside that field; nothing when it is about the whole. */
export function refusedIn(error: unknown): Faults {
  if (!error) return {}
  const { code, title, detail } = asProblem(error)
  const field = fieldOfCode[code ?? '']
  return field ? { [field]: detail ?? title } : {}
}
