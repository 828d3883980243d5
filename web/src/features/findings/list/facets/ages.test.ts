import { expect, test } from 'vitest'
import { ageOf, ages, betweenOf } from './ages'

const now = Date.parse('2026-11-23T14:05:09Z')

test('An age is two moments, to the minute, and read back from them', () => {
  expect(betweenOf('week', now)).toEqual({
    firstSeenFrom: '2026-11-16T14:05:00Z',
    firstSeenBefore: '2026-11-22T14:05:00Z',
  })
  for (const { age } of ages) expect(ageOf(betweenOf(age, now), now + 3_600_000)).toBe(age)
})

test('Moments of another day are no age any more', () => {
  expect(ageOf(betweenOf('week', now), now + 86_400_000)).toBeNull()
  expect(ageOf({}, now)).toBeNull()
})
