import { expect, test } from 'vitest'
import { standingOf } from './subscription'

const of = (status: Parameters<typeof standingOf>[0]['status'], endsAtPeriodEnd = false) =>
  standingOf({ status, endsAtPeriodEnd, periodEndsAt: '2026-12-24T00:00:00Z' }, '2026-12-24')

test('What runs says until when', () => {
  expect(of('trialing').sentence).toBe('Free to try until 2026-12-24, then paid for.')
  expect(of('trialing', true).sentence).toBe(
    'Free to try until 2026-12-24; it ends then, and nothing is paid.',
  )
  expect(of('active').sentence).toBe('Active until 2026-12-24, then renewed.')
  expect(of('active', true)).toMatchObject({ state: 'warn', word: 'Ending' })
  expect(of('active', true).sentence).toMatch(/^Ends on 2026-12-24\./)
})

test('What is wrong says what to do', () => {
  for (const status of ['past_due', 'incomplete', 'paused'] as const)
    expect(of(status).sentence).toContain('“Invoices and payment”')
  expect(of('past_due')).toMatchObject({ state: 'warn', word: 'Payment failed' })
  expect(of('unpaid').state).toBe('fail')
  for (const status of ['canceled', 'incomplete_expired'] as const)
    expect(of(status).sentence).toContain('Choose a plan')
})

test('A day that is not known is left out', () =>
  expect(standingOf({ status: 'active', endsAtPeriodEnd: false, periodEndsAt: null }, null).sentence).toBe(
    'Active, then renewed.',
  ))
