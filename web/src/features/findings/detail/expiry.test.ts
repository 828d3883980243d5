import { expect, test } from 'vitest'
import { expiresAt } from './expiry'

const now = new Date(2026, 10, 29, 12).getTime()

test('A number of days ends with the last of them, a day of one’s own with itself, and none never', () => {
  expect(expiresAt('90', '', now)).toBe(new Date(2027, 1, 27, 23, 59, 59).toISOString())
  expect(expiresAt('14', '', now)).toBe(new Date(2026, 11, 13, 23, 59, 59).toISOString())
  expect(expiresAt('custom', '2027-01-31', now)).toBe(new Date(2027, 0, 31, 23, 59, 59).toISOString())
  expect(expiresAt('none', '2027-01-31', now)).toBeUndefined()
})
