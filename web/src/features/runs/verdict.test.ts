import { expect, test } from 'vitest'
import type { RunScanner } from '../../api/types'
import { verdictOf } from './verdict'

const scanner = (name: string, status: RunScanner['status']): RunScanner => ({
  scanner: name,
  target: '',
  status,
  version: null,
  findings: 0,
  durationMilliseconds: 1,
  message: null,
  exitCode: null,
})

test('A closed run whose scanners all reported has passed', () => {
  const scanners = [scanner('trivy', 'completed'), scanner('gitleaks', 'reported')]
  expect(verdictOf({ status: 'closed', blocking: false, scanners }).word).toBe('Passed')
})

test('A run with a failed scanner, or none, is incomplete and never passed', () => {
  const failed = verdictOf({ status: 'closed', blocking: false, scanners: [scanner('trivy', 'failed')] })
  expect(failed.word).toBe('Incomplete')
  expect(failed.explanation).toContain('trivy failed')
  expect(verdictOf({ status: 'closed', blocking: false, scanners: [] }).word).toBe('Incomplete')
})

test('A scanner that did not begin is no better', () => {
  const scanners = [
    scanner('trivy', 'failed'),
    scanner('gitleaks', 'skipped'),
    scanner('bandit', 'completed'),
  ]
  const verdict = verdictOf({ status: 'closed', blocking: false, scanners })
  expect(verdict.word).toBe('Incomplete')
  expect(verdict.explanation).toContain('trivy failed, and gitleaks did not run')
})

test('A run that the gate was not asked about is neither passed nor blocked', () => {
  const scanners = [scanner('trivy', 'completed')]
  expect(verdictOf({ status: 'closed', blocking: null, scanners }).word).toBe('Not decided')
  expect(verdictOf({ status: 'open', blocking: null, scanners }).word).toBe('Running')
})

test('Blocking comes first, also while the run goes on', () => {
  expect(verdictOf({ status: 'closed', blocking: true, scanners: [scanner('trivy', 'failed')] }).word).toBe(
    'Blocked',
  )
  expect(verdictOf({ status: 'open', blocking: true, scanners: [] }).word).toBe('Blocked so far')
  expect(verdictOf({ status: 'open', blocking: false, scanners: [] }).word).toBe('Running')
})
