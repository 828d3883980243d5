import { expect, test } from 'vitest'
import { parseSetUp } from './set-up-search'
import { projectOf, stepStates, waitedWords } from './steps'

test('What is there says how far somebody is', () => {
  expect(stepStates({ project: false, key: false, run: false })).toEqual({
    project: 'now',
    key: 'later',
    pipeline: 'later',
    run: 'later',
  })
  expect(stepStates({ project: true, key: false, run: false })).toMatchObject({ key: 'now', run: 'later' })
  expect(stepStates({ project: true, key: true, run: false })).toEqual({
    project: 'done',
    key: 'done',
    pipeline: 'now',
    run: 'waiting',
  })
  expect(new Set(Object.values(stepStates({ project: true, key: true, run: true })))).toEqual(
    new Set(['done']),
  )
})

test('A key that was revoked is missed, also after a run', () =>
  expect(stepStates({ project: true, key: false, run: true })).toMatchObject({ key: 'now', run: 'done' }))

test('The project is that of the address, or the only one', () => {
  const [one, other] = [{ id: 'p1' }, { id: 'p2' }]
  expect(projectOf([one, other], 'p2')).toBe(other)
  expect(projectOf([one, other])).toBeNull()
  expect(projectOf([one])).toBe(one)
  expect(projectOf([one], 'archived')).toBeNull()
  expect(projectOf([])).toBeNull()
})

test.each([
  [999, '0 seconds'],
  [1000, '1 second'],
  [59_999, '59 seconds'],
  [60_000, '1 minute'],
  [7_300_000, '2 hours'],
])('%i ms are %s', (milliseconds, words) => expect(waitedWords(milliseconds)).toBe(words))

test('The address has what differs from the usual', () => {
  expect(parseSetUp({ projectId: 'p1', pipeline: 'gitlab' })).toEqual({ projectId: 'p1', pipeline: 'gitlab' })
  expect(parseSetUp({ projectId: ['p1', 'p2'], pipeline: 'github' })).toEqual({ projectId: 'p1' })
  expect(parseSetUp({ projectId: '', pipeline: 'travis' })).toEqual({})
})
