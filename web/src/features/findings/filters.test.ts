import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from '../../app/search-params'
import { queryOf } from './filter-query'
import { type Filters, parseFilters, statusesOf, toggled, toggledStatus, whichOf, without } from './filters'

const read = (address: string) => parseFilters(parseSearch(address))

test('An address becomes filters, worst severity first', () => {
  expect(read('?severity=LOW&severity=critical&projectId=shop&text=eval')).toEqual({
    severity: ['CRITICAL', 'LOW'],
    projectId: 'shop',
    text: 'eval',
  })
})

test('Nonsense in an address is left out', () => {
  const nonsense =
    '?severity=URGENT&status=gone&scanner=%20&other=1&overdue=perhaps&endsWithinDays=-1&sort=size'
  expect(read(`${nonsense}&firstSeenFrom=yesterday&group=all&runChange=odd&endsWithinDays=`)).toEqual({})
})

test('What is the default leaves no trace in the address', () => {
  expect(stringifySearch(read('?status=open&status=in-review&sort=severity&direction=desc'))).toBe('')
  expect(read('?sort=path&direction=asc')).toEqual({ sort: 'path' })
})

test('Every filter survives a round through the address', () => {
  const filters: Filters = {
    severity: ['HIGH', 'UNKNOWN'],
    status: ['open', 'suppressed'],
    scanner: ['trivy', 'semgrep'],
    rule: ['a.b', 'c & d'],
    projectId: 'p',
    cwe: ['CWE-79'],
    pathPrefix: 'src/a b/',
    resource: 'aws_instance.web["a"]',
    firstSeenFrom: '2026-11-01T00:00:00.000Z',
    firstSeenBefore: '2026-11-08',
    resolvedFrom: '2026-11-01',
    resolvedBefore: '2026-11-02',
    dueBefore: '2026-12-01',
    assignee: 'm',
    unassigned: false,
    overdue: true,
    detected: false,
    ignoredInSource: true,
    endsWithinDays: 0,
    runId: 'r',
    runChange: 'new',
    text: 'a & b',
    sort: 'first-seen',
    direction: 'asc',
    group: 'rule',
    view: 'v',
    peek: 'f',
  }
  expect(read(stringifySearch(filters))).toEqual(filters)
})

test('The same statuses have one spelling', () => {
  expect(read('?status=wont-fix&status=open&status=risk-accepted&status=false-positive').status).toEqual([
    'open',
    'suppressed',
  ])
  expect(read('?status=open&status=in-review&status=suppressed&status=resolved').status).toEqual(['all'])
  expect(read('?status=open').status).toEqual(['open'])
})

test('Only open findings are asked for, unless the address says otherwise', () => {
  expect(queryOf({})).toEqual({ status: ['open', 'in-review'], limit: 50 })
  expect(queryOf({ status: ['all'] })).toEqual({ limit: 50 })
  expect(queryOf({ status: ['suppressed'], text: ' x ', sort: 'path', direction: 'desc' })).toEqual({
    status: ['false-positive', 'risk-accepted', 'wont-fix'],
    text: 'x',
    sort: 'path',
    direction: 'desc',
    limit: 50,
  })
})

test('Which findings does not depend on how the page shows them', () => {
  expect(whichOf({ text: 'x', sort: 'path', group: 'rule', view: 'v', peek: 'f' })).toEqual({
    text: 'x',
    sort: 'path',
  })
})

test('A value is switched on and off again', () => {
  const on = toggled({ text: 'x' }, 'severity', 'HIGH')
  expect(on).toEqual({ text: 'x', severity: ['HIGH'] })
  expect(toggled(on, 'severity', 'HIGH')).toEqual({ text: 'x' })
  expect(without({ text: 'x', rule: ['a'] }, 'rule')).toEqual({ text: 'x' })
})

test('A status is switched against what is shown', () => {
  expect(statusesOf(toggledStatus({}, 'resolved'))).toEqual(['open', 'in-review', 'resolved'])
  expect(toggledStatus({}, 'in-review')).toEqual({ status: ['open'] })
  expect(toggledStatus({ status: ['open'] }, 'in-review')).toEqual({})
  expect(statusesOf(toggledStatus({ status: ['all'] }, 'open'))).not.toContain('open')
})
