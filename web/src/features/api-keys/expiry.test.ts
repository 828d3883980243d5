import { expect, test } from 'vitest'
import { expiresAt } from './expiry'

test('Days count from now, in UTC', () => {
  expect(expiresAt('90', Date.parse('2026-11-23T12:00:00Z'))).toBe('2027-02-21T12:00:00.000Z')
})

test('A key may never expire, when somebody says so', () => expect(expiresAt('never')).toBeNull())
