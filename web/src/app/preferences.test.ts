import { expect, test } from 'vitest'
import { parsePreferences, rowHeight } from './preferences'

test('What was stored is read, and nonsense is left out', () => {
  expect(parsePreferences({ density: 'compact', timeZone: 'Europe/Berlin' })).toEqual({
    density: 'compact',
    timeZone: 'Europe/Berlin',
  })
  for (const stored of [null, 7, 'x', {}, { density: 'huge', timeZone: 'Mars/Olympus' }, { timeZone: 3 }])
    expect(parsePreferences(stored)).toEqual({ density: 'comfortable', timeZone: null })
})

test('Compact rows are still large enough to hit', () => {
  expect(rowHeight(parsePreferences({ density: 'compact' }))).toBeGreaterThanOrEqual(24)
})
