import { expect, test } from 'vitest'
import type { RunScanner } from '../../api/types'
import { answerOf, outcomesOf } from './outcome'

const scanner = (name: string, status: RunScanner['status'] = 'completed'): RunScanner => ({
  scanner: name,
  target: '',
  status,
  version: null,
  findings: 0,
  durationMilliseconds: 1,
  message: null,
  exitCode: null,
})
const entry = (name: string, status: string) => ({
  scanner: name,
  target: '',
  status,
  version: null,
  rulesDigest: 'ab',
  findings: 0,
})
const decision = (
  blocked: boolean,
  rule = 'block',
  text = '2 findings of severity CRITICAL: none is allowed',
) => ({ blocked, reasons: blocked ? [{ rule, text, count: 2, findings: [] }] : [] })
const closed = { status: 'closed' as const, blocking: null, scanners: [scanner('trivy')], manifest: null }

test('A run that was decided says how, in one sentence', () => {
  expect(answerOf({ ...closed, decision: decision(false) }).headline).toBe('Passed')
  expect(answerOf({ ...closed, decision: decision(true) }).headline).toBe('Blocked: 2 critical, limit 0')
  expect(answerOf({ ...closed, decision: null }).headline).toBe('Not decided')
})

test('What the client meant to run and of which nothing came is missing, and such a run never passed', () => {
  const run = { ...closed, manifest: [entry('trivy', 'completed'), entry('bandit', 'missing')] }
  expect(outcomesOf({ ...run, decision: null }).map((one) => `${one.scanner} ${one.status}`)).toEqual([
    'trivy completed',
    'bandit missing',
  ])
  expect(answerOf({ ...run, decision: decision(false) }).headline).toBe('Incomplete: bandit did not run')
})

test('A scanner that the policy requires and that is nowhere is missing, once', () => {
  const asked = decision(true, 'requiredScanners.gitleaks', 'gitleaks is required and did not run')
  expect(outcomesOf({ ...closed, decision: asked }).at(-1)).toMatchObject({
    scanner: 'gitleaks',
    status: 'missing',
  })
  const there = decision(true, 'requiredScanners.trivy', 'trivy is required and failed')
  expect(outcomesOf({ ...closed, decision: there })).toHaveLength(1)
})

test('A run that goes on says so, also when it is blocked already', () => {
  const open = { ...closed, status: 'open' as const }
  expect(answerOf({ ...open, decision: null }).headline).toBe('Running')
  expect(answerOf({ ...open, decision: decision(true) }).headline).toBe(
    'Running, blocked so far: 2 critical, limit 0',
  )
})

test('What was said stays, and what would be said now stands below', () => {
  const blocked = { ...closed, decision: decision(true), blocking: false }
  expect(answerOf(blocked).headline).toBe('Blocked: 2 critical, limit 0')
  expect(answerOf(blocked).explanation).toContain('it would pass')
  expect(answerOf({ ...closed, decision: decision(false), blocking: true }).explanation).toContain(
    'block now',
  )
})

test('Without a verdict it is what holds now, and says so', () => {
  expect(answerOf({ ...closed, decision: null, blocking: true }).headline).toBe('Blocked')
  const passed = answerOf({ ...closed, decision: null, blocking: false })
  expect([passed.headline, passed.explanation]).toEqual([
    'Passed',
    'As of now: the gate was not asked, so no verdict was kept.',
  ])
})
