import { expect, test } from 'vitest'
import {
  auditQueryOf,
  auditSentence,
  chooseAction,
  chooseReads,
  isEverything,
  isNarrowed,
  parseAuditFilters,
  periodOf,
} from './audit-filters'

const now = new Date(2026, 10, 29, 12, 30, 45).getTime()
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
  expect(auditQueryOf({ from: '2026-11-30', to: '2026-11-30', reads: 'true' }, now)).toEqual({
    from: new Date(2026, 10, 30).toISOString(),
    to: new Date(2026, 11, 1).toISOString(),
  }))

test('Without days it is the last seven, or all of one object, or what was chosen', () => {
  const week = new Date(2026, 10, 22, 12, 30).toISOString()
  expect(auditQueryOf({ action: 'run.', reads: 'true' }, now)).toEqual({ action: 'run.', from: week })
  expect(auditQueryOf({ subject: someone, reads: 'true' }, now)).toEqual({ subject: someone })
  expect(auditQueryOf({ period: 'all', reads: 'true' }, now)).toEqual({})
  expect(auditQueryOf({ subject: someone, period: 'week', reads: 'true' }, now)).toEqual({
    subject: someone,
    from: week,
  })
  expect(periodOf({ from: '2026-11-01', period: 'all' })).toBeNull()
  expect(parseAuditFilters({ period: 'year' })).toEqual({})
})

test('Everything is all time and looks, too', () => {
  expect(isEverything({ period: 'all', reads: 'true' })).toBe(true)
  expect(isEverything({ reads: 'true' })).toBe(false)
  expect(isEverything({ period: 'all', reads: 'true', actor: someone })).toBe(false)
})

test('An address without a word on it leaves out who only looked, and says so to the API', () => {
  expect(auditQueryOf(parseAuditFilters({ period: 'all' }), now)).toEqual({ reads: false })
  expect(parseAuditFilters({ reads: 'false' })).toEqual({})
})

test('Between changes and all is no filter to drop', () => {
  expect(isNarrowed({ reads: 'true' })).toBe(false)
  expect(isNarrowed({ reads: 'true', action: 'run.' })).toBe(true)
})

const looks = ['finding.viewed']

test('Asking for a look shows looks', () => {
  expect(chooseAction({ actor: someone }, 'finding.viewed', looks)).toEqual({
    actor: someone,
    action: 'finding.viewed',
    reads: 'true',
  })
  expect(chooseAction({ action: 'run.' }, 'finding.', looks)).toEqual({ action: 'finding.' })
  expect(chooseAction({ action: 'finding.viewed', reads: 'true' }, null, looks)).toEqual({ reads: 'true' })
})

test('Leaving looks out drops the question for one, and nothing else', () => {
  expect(chooseReads({ actor: someone, action: 'finding.viewed', reads: 'true' }, false, looks)).toEqual({
    actor: someone,
  })
  expect(chooseReads({ action: 'run.', reads: 'true' }, false, looks)).toEqual({ action: 'run.' })
  expect(chooseReads({ action: 'run.' }, true, looks)).toEqual({ action: 'run.', reads: 'true' })
})

test('The filters as words', () =>
  expect(auditSentence({ actor: someone, from: '2026-11-01' }, { actor: 'Ada Admin' })).toBe(
    'by Ada Admin and since 2026-11-01',
  ))
