import { expect, test } from 'vitest'
import type { MyNotifications } from '../../api/types'
import { digestFaults, digestRequestOf, fieldsOf, obstacleOf } from './digest-words'

const off: MyNotifications = {
  mail: true,
  address: 'ada@contoso.example',
  frequency: 'off',
  events: [],
  projectIds: null,
  lastDeliveredAt: null,
  lastFailure: null,
}

test('a first digest begins with every event and all projects', () => {
  const fields = { ...fieldsOf(off), frequency: 'daily' as const }
  expect(fields.events).toHaveLength(5)
  expect(digestRequestOf(fields)).toMatchObject({ frequency: 'daily', projectIds: null })
  expect(digestFaults(fields)).toEqual({})
})

test('chosen projects are sent only when they are meant', () => {
  const some = { ...fieldsOf({ ...off, frequency: 'weekly', projectIds: ['a'] }) }
  expect(digestRequestOf(some).projectIds).toEqual(['a'])
  expect(digestRequestOf({ ...some, all: true }).projectIds).toBeNull()
  expect(digestFaults({ ...some, projectIds: [] })).toHaveProperty('projectIds')
  expect(digestFaults({ ...some, events: [] })).toHaveProperty('events')
  expect(digestFaults({ ...some, frequency: 'off', events: [] })).toEqual({})
})

test('what stands in the way is said', () => {
  expect(obstacleOf(off)).toBeNull()
  expect(obstacleOf({ mail: false, address: null })).toContain('mail server')
  expect(obstacleOf({ mail: true, address: null })).toContain('no e-mail address')
})
