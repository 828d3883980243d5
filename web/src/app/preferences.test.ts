// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { parsePreferences, rowHeight, setPreferences } from './preferences'

test('What was stored is read, and nonsense is left out', () => {
  expect(parsePreferences({ density: 'compact', timeZone: 'Europe/Berlin' })).toEqual({
    density: 'compact',
    timeZone: 'Europe/Berlin',
  })
  for (const stored of [null, 7, 'x', {}, { density: 'huge', timeZone: 'Mars/Olympus' }, { timeZone: 3 }])
    expect(parsePreferences(stored)).toEqual({ density: 'comfortable', timeZone: null })
})

test('Compact rows are lower, and still large enough to hit', () => {
  const [compact, comfortable] = [parsePreferences({ density: 'compact' }), parsePreferences({})]
  for (const narrow of [true, false]) {
    expect(rowHeight(compact, narrow)).toBeGreaterThanOrEqual(24)
    expect(rowHeight(compact, narrow)).toBeLessThan(rowHeight(comfortable, narrow))
  }
})

test('Style sheets learn the density when it is chosen', () => {
  for (const density of ['compact', 'comfortable'] as const) {
    setPreferences({ density })
    expect(document.documentElement.dataset.density).toBe(density)
  }
})
