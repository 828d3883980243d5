import { expect, test } from 'vitest'
import { rulesOf } from './policy-rules'

test('A policy is told rule by rule, each by its place', () => {
  const rules = rulesOf({
    format: 1,
    block: 'critical-and-high',
    thresholds: [
      { severity: 'MEDIUM', moreThan: 5 },
      { severity: 'UNKNOWN', exactly: true, moreThan: 0 },
    ],
    newOnly: true,
    scanners: { bandit: { block: 'critical', newOnly: false }, devskim: { newOnly: false } },
    requiredScanners: ['trivy'],
    attackPaths: {},
  })
  expect(rules.map((rule) => `${rule.id}: ${rule.text}`)).toEqual([
    'block: No new high or worse',
    'thresholds[0]: At most 5 new medium or worse',
    'thresholds[1]: No new unknown',
    'scanners.bandit.block: No critical from bandit',
    'requiredScanners.trivy: trivy must be done',
    'attackPaths: No new attack path',
  ])
})

test('A policy that blocks nothing has no rule', () => {
  expect(rulesOf({ format: 1, block: 'never' })).toEqual([])
})
