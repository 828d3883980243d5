import { expect, test } from 'vitest'
import type { PolicyDocument } from './policy-document'
import { attackPathWords, canBlock, changesOf, rulesOf, thresholdWords } from './policy-words'

const words = (document: PolicyDocument) => rulesOf(document).map((rule) => rule.words)

test('A threshold says which findings count and how many are let through', () => {
  expect(thresholdWords({ severity: 'HIGH', moreThan: 5 })).toBe(
    'Block when more than 5 open findings are of high severity or worse',
  )
  expect(thresholdWords({ severity: 'UNKNOWN', exactly: true })).toBe(
    'Block when more than 0 open findings are of exactly unknown severity',
  )
})

test('Every member of a policy is said, also one that this page does not know', () => {
  const document = {
    format: 1,
    block: 'critical',
    newOnly: true,
    requiredScanners: ['gitleaks'],
    scanners: { devskim: { block: 'never' }, bandit: { acceptSourceIgnores: true } },
    attackPaths: {},
    weekends: 'off',
  } as PolicyDocument
  expect(words(document)).toEqual([
    'Block when a critical finding is open',
    'Only findings count that the default branch does not have',
    'Block when gitleaks did not say that it was done',
    'Block on a new attack path to any sensitive asset, if its hops were observed or inferred',
    'Of devskim: never block',
    'Of bandit: what the code says to ignore does not count',
    'weekends: "off"',
  ])
})

test('Attack paths name their targets and how sure they are', () => {
  expect(attackPathWords({ to: ['secrets', 'admin'], evidence: 'observed', alsoKnown: true })).toBe(
    'Block on an attack path to secrets or admin, if every hop of it was observed',
  )
})

test('A changed rule is one change, moved rules are none', () => {
  const before: PolicyDocument = {
    format: 1,
    block: 'critical',
    thresholds: [{ severity: 'LOW', moreThan: 9 }],
  }
  const after: PolicyDocument = {
    format: 1,
    block: 'critical-and-high',
    thresholds: [
      { severity: 'MEDIUM', moreThan: 3 },
      { severity: 'LOW', moreThan: 9 },
    ],
  }
  expect(changesOf(before, after)).toEqual([
    {
      key: 'block',
      before: 'Block when a critical finding is open',
      after: 'Block when a critical or high finding is open',
    },
    {
      key: 'thresholds 0',
      before: null,
      after: 'Block when more than 3 open findings are of medium severity or worse',
    },
  ])
  expect(changesOf(after, after)).toEqual([])
})

test('A policy that blocks nothing is known as such', () => {
  expect(canBlock({ format: 1 })).toBe(false)
  expect(canBlock({ format: 1, block: 'never' })).toBe(false)
  expect(canBlock({ format: 1, block: 'never', requiredScanners: ['bandit'] })).toBe(true)
  expect(canBlock({ format: 1, scanners: { bandit: { block: 'critical' } } })).toBe(true)
})
