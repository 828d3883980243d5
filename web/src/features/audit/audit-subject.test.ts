import { expect, test } from 'vitest'
import { placeOf, subjectName } from './audit-subject'

const tenant = '01990000-0000-7000-8000-00000000c0a1'
const one = '01990000-0000-7000-8000-0000000000b2'
const entry = (action: string, data: Record<string, string> = {}, subjectId = one) => ({
  action,
  subjectId,
  data,
})

test.each([
  ['finding.status-changed', {}, { page: 'finding', id: one }],
  ['finding.ingested', {}, { page: 'project', id: one }],
  ['project.renamed', {}, { page: 'project', id: one }],
  ['run.opened', { project: 'p' }, { page: 'project', id: 'p' }],
  ['run.opened', {}, null],
  ['member.removed', {}, { page: 'members' }],
  ['invitation.created', {}, { page: 'members' }],
  ['api-key.created', {}, { page: 'api-keys' }],
  ['notification.channel-created', {}, { page: 'notifications' }],
  ['something.new', {}, null],
])('The object of %s is found at its page', (action, data, place) =>
  expect(placeOf(entry(action, data as Record<string, string>), tenant)).toEqual(place),
)

test('What is about the organisation leads to its settings, or nowhere', () => {
  expect(placeOf(entry('tenant.renamed', {}, tenant), tenant)).toEqual({ page: 'settings' })
  expect(placeOf(entry('finding.listed', {}, tenant), tenant)).toBeNull()
})

test('The name at that time comes first, then the one of today, then the kind', () => {
  const names = new Map([[one, 'Pat Personal']])
  expect(subjectName(entry('project.archived', { name: 'shop' }), names)).toBe('shop')
  expect(subjectName(entry('member.role-changed'), names)).toBe('Pat Personal')
  expect(subjectName(entry('member.removed'), new Map())).toBe('Former member 000000b2')
  expect(subjectName(entry('run.opened', { run: 'build-7' }), names)).toBe('Run build-7')
})
