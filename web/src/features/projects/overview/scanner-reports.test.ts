import { expect, test } from 'vitest'
import type { Run, RunScanner, Scanner } from '../../../api/types'
import { reportsOf } from './scanner-reports'

const result = (scanner: string, status: RunScanner['status'], findings = 0): RunScanner => ({
  scanner,
  target: '',
  status,
  version: null,
  findings,
  durationMilliseconds: 1,
  message: null,
  exitCode: null,
})

const run = (id: string, scanners: RunScanner[], status: Run['status'] = 'closed') =>
  ({ id, scanners, status }) as Run
const scanner = (key: string, enabled = true): Scanner => ({ key, name: key, description: '', enabled })

test('A scanner that failed in the newest run is told with the run where it last did its work', () => {
  const runs = [run('2', [result('bandit', 'failed')]), run('1', [result('bandit', 'completed', 4)])]
  const [bandit] = reportsOf(runs, [scanner('bandit')], [])
  expect(bandit?.latest).toBe('failed')
  expect(bandit?.last?.run.id).toBe('1')
  expect(bandit?.last?.findings).toBe(4)
})

test('A required scanner that nobody heard of is in the list', () => {
  const reports = reportsOf(
    [run('1', [result('bandit', 'completed')])],
    [scanner('trivy', false)],
    ['gitleaks'],
  )
  expect(reports.map((one) => [one.key, one.required, one.latest])).toEqual([
    ['gitleaks', true, null],
    ['bandit', false, 'completed'],
  ])
})

test('A run of plans alone says nothing about scanners', () => {
  const [bandit] = reportsOf(
    [run('2', []), run('1', [result('bandit', 'reported')])],
    [scanner('bandit')],
    [],
  )
  expect(bandit?.latest).toBe('reported')
})

test('A run that goes on has not said all: the newest that was closed tells', () => {
  const runs = [run('2', [result('checkov', 'reported')], 'open'), run('1', [result('bandit', 'completed')])]
  expect(reportsOf(runs, [scanner('bandit')], []).map((one) => one.latest)).toEqual(['completed'])
})
