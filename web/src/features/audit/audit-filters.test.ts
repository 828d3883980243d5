import { expect, test } from 'vitest'
import { auditQueryOf, auditSentence, parseAuditFilters } from './audit-filters'

const someone = '01990000-0000-7000-8000-00000000c0a1'

test('What fits is read, the rest of an address is left out', () =>
  expect(
    parseAuditFilters({
      actor: someone,
      action: 'member.',
      subject: 'drop table',
      from: '2026-11-01',
      to: '2026-02-30',
      colour: 'red',
    }),
  ).toEqual({ actor: someone, action: 'member.', from: '2026-11-01' }))

test.each(['member', 'MEMBER.', 'a.b.c', "a.'"])('%j is no word of the audit trail', (action) =>
  expect(parseAuditFilters({ action })).toEqual({}),
)

test('Both days are included, from midnight to midnight of the reader', () =>
  expect(auditQueryOf({ from: '2026-11-30', to: '2026-11-30' })).toEqual({
    from: new Date(2026, 10, 30).toISOString(),
    to: new Date(2026, 11, 1).toISOString(),
  }))

test('Without days there is no span', () =>
  expect(auditQueryOf({ action: 'run.' })).toEqual({ action: 'run.' }))

test('The filters as words', () =>
  expect(auditSentence({ actor: someone, from: '2026-11-01' }, { actor: 'Ada Admin' })).toBe(
    'by Ada Admin and since 2026-11-01',
  ))
