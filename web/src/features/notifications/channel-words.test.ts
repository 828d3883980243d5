import { expect, test } from 'vitest'
import { Problem } from '../../api/problem'
import {
  allEvents,
  eventList,
  isTroubled,
  missingIn,
  newChannel,
  refusedIn,
  requestOf,
} from './channel-words'

test('events are named in the order of the forms, in one sentence', () => {
  expect(eventList(['project-silent', 'blocking-findings'])).toBe('New blocking findings, silent projects')
  expect(eventList(['key-expiring'])).toBe('Expiring API keys')
  expect(allEvents).toHaveLength(5)
})

test('a channel needs a name, an https address and an event', () => {
  expect(Object.keys(missingIn({ ...newChannel, events: [] }))).toEqual(['name', 'events', 'address'])
  const whole = { ...newChannel, name: ' Ops ', address: ' https://hooks.example.com/a ' }
  expect(missingIn(whole)).toEqual({})
  expect(requestOf(whole)).toMatchObject({ name: 'Ops', address: 'https://hooks.example.com/a' })
  expect(missingIn({ ...whole, address: 'http://hooks.example.com' })).toHaveProperty('address')
})

test('mail needs recipients, no https', () => {
  const mail = { ...newChannel, kind: 'email' as const, name: 'Ops' }
  expect(missingIn(mail)).toEqual({ address: 'Say who gets the mail.' })
  expect(missingIn({ ...mail, address: 'ops@example.com' })).toEqual({})
})

test('a change asks for no address', () =>
  expect(missingIn({ name: 'Ops', events: ['gate-failed'] })).toEqual({}))

test('a refusal stands beside the field that it is about', () => {
  const refused = (code: string) => refusedIn(new Problem(400, 'Bad Request', 'Why.', null, null, code))
  expect(refused('channel-address-invalid')).toEqual({ address: 'Why.' })
  expect(refused('mail-off')).toEqual({ kind: 'Why.' })
  expect(refused('too-many-channels')).toEqual({})
  expect(refusedIn(null)).toEqual({})
})

test('trouble is over once something arrived', () => {
  const lastFailure = { at: '2026-11-30T06:00:00Z', reason: 'it answered 500' }
  expect(isTroubled({ lastFailure, lastDeliveredAt: null })).toBe(true)
  expect(isTroubled({ lastFailure, lastDeliveredAt: '2026-11-30T05:00:00Z' })).toBe(true)
  expect(isTroubled({ lastFailure, lastDeliveredAt: '2026-11-30T06:30:00Z' })).toBe(false)
  expect(isTroubled({ lastFailure: null, lastDeliveredAt: null })).toBe(false)
})
