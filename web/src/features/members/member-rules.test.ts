import { describe, expect, test } from 'vitest'
import type { Role } from '../../api/types'
import { aRole, choicesFor, grantersOf, rolesToGive } from './member-rules'

const choices = (caller: Role, role: Role, owners = 2, isMe = false) =>
  choicesFor(caller, { role, isMe }, owners)

describe('Only an owner makes owners', () => {
  test('an owner gives every role', () => expect(rolesToGive('owner')).toEqual(['member', 'admin', 'owner']))
  test('an admin gives the others', () => expect(rolesToGive('admin')).toEqual(['member', 'admin']))
  test('a member gives none', () => expect(rolesToGive('member')).toEqual([]))
})

test('An admin is offered nothing about an owner', () =>
  expect(choices('admin', 'owner')).toMatchObject({ roles: [], remove: false, leave: false }))

test('A member is offered nothing but to leave', () => {
  for (const role of ['member', 'admin', 'owner'] as const)
    expect(choices('member', role)).toMatchObject({ roles: [], remove: false, leave: false })
  expect(choices('member', 'member', 1, true)).toMatchObject({ roles: [], remove: false, leave: true })
})

test('The last owner stays one, and stays', () =>
  expect(choices('owner', 'owner', 1, true)).toEqual({
    roles: [],
    remove: false,
    leave: false,
    lastOwner: true,
  }))

test('One of two owners can step down and leave, and removes nobody by removing themselves', () =>
  expect(choices('owner', 'owner', 2, true)).toMatchObject({
    roles: ['member', 'admin', 'owner'],
    remove: false,
    leave: true,
  }))

test('Roles read well', () => expect([aRole('member'), aRole('admin')]).toEqual(['a member', 'an admin']))

test('Who can give a role is named, owners first, and never oneself', () => {
  const one = (name: string, role: 'member' | 'admin' | 'owner', isMe = false) => ({ name, role, isMe })
  const members = [
    one('Mia', 'member', true),
    one('Ada', 'admin'),
    one('Olu', 'owner'),
    one('Me', 'owner', true),
  ]
  expect(grantersOf('admin', members)).toEqual(['Olu', 'Ada'])
  expect(grantersOf('owner', members)).toEqual(['Olu'])
})
