import { expect, test } from 'vitest'
import { ruleOf } from './rules'

const reason = (rule: string, text: string) => ({ rule, text, count: 2, findings: [] })

test('A rule says what is allowed, what is there and where it is listed', () => {
  expect(ruleOf(reason('block', '2 new findings of severity HIGH or worse: none is allowed'))).toEqual({
    id: 'block',
    text: 'No new high or worse',
    actual: '2',
    limit: '0',
    counts: 'new',
    list: { severity: ['CRITICAL', 'HIGH'], runChange: 'new' },
  })
})

test('A rule for one severity and one scanner lists just these', () => {
  const rule = ruleOf(
    reason('scanners.bandit.thresholds[0]', '6 findings of severity MEDIUM: at most 5 are allowed'),
  )
  expect(rule.text).toBe('At most 5 medium from bandit')
  expect(rule.list).toEqual({ severity: ['MEDIUM'], scanner: ['bandit'] })
})

test('A required scanner says what became of it, with the reason', () => {
  const rule = ruleOf(reason('requiredScanners.trivy', 'trivy is required and failed: no database: gone'))
  expect([rule.text, rule.actual, rule.limit]).toEqual([
    'trivy must be done',
    'failed: no database: gone',
    '–',
  ])
})

test('Attack paths are counted', () => {
  const rule = ruleOf(reason('attackPaths', '2 new attack paths: none is allowed: internet to logs'))
  expect([rule.text, rule.actual, rule.list]).toEqual(['No new attack path', '2', null])
})

test('A rule that nobody knows is shown as it is', () => {
  const rule = ruleOf(reason('moonPhase', 'the moon is full'))
  expect([rule.text, rule.actual]).toEqual(['moonPhase', 'the moon is full'])
})
