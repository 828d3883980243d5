import { expect, test } from 'vitest'
import { Problem } from '../api/problem'
import { failureOf } from './failure'

test.each([
  'Failed to fetch dynamically imported module: https://obs.example/assets/a.js',
  'error loading dynamically imported module',
  'Importing a module script failed.',
  'Unable to preload CSS for /assets/a.css',
])('%s is an update', (message) => {
  expect(failureOf(new TypeError(message))).toMatchObject({
    outdated: true,
    heading: 'There is a newer version',
  })
})

test('A refusal speaks for itself, a mistake of ours says what it is', () => {
  expect(failureOf(new Problem(500, 'Failed.', 'The database is away.', 'abc')).happened).toBe(
    'The database is away.',
  )
  expect(failureOf(new Error('x is undefined')).happened).toBe('The dashboard made a mistake: x is undefined')
  expect(failureOf('thrown text').happened).toBe('The dashboard made a mistake.')
})
