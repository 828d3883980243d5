// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import {
  forgetInvitation,
  heldInvitation,
  restoreInvitation,
  stashInvitation,
  takeInvitation,
} from './held-invitation'

const token = 'sobi_1aB2cD3e_rest'

const open = (address: string) => {
  history.replaceState(null, '', address)
  return takeInvitation()
}

beforeEach(() => {
  sessionStorage.clear()
  forgetInvitation()
})

test('The token leaves the address at once', () => {
  expect(open(`/invite#${token}`)).toBe(true)
  expect(heldInvitation()).toBe(token)
  expect(location.href).not.toContain('sobi_')
})

test('No other page takes one', () => {
  expect(open(`/tenants/1#${token}`)).toBe(false)
  expect(heldInvitation()).toBeNull()
})

test.each(['code=1', 'sobi_<script>', `sobi_${'a'.repeat(300)}`, '%E0%A4%A'])(
  '#%s is no invitation, and leaves the address, too',
  (hash) => {
    expect(open(`/invite#${hash}`)).toBe(false)
    expect(location.hash).toBe('')
  },
)

test('It survives a sign-in, once', () => {
  open(`/invite#${token}`)
  stashInvitation()
  forgetInvitation()
  restoreInvitation()
  expect(heldInvitation()).toBe(token)
  expect(sessionStorage.length).toBe(0)
  forgetInvitation()
  restoreInvitation()
  expect(heldInvitation()).toBeNull()
})

test('After 15 minutes it is forgotten', () => {
  open(`/invite#${token}`)
  stashInvitation(sessionStorage, 0)
  forgetInvitation()
  restoreInvitation(sessionStorage, 15 * 60_000 + 1)
  expect(heldInvitation()).toBeNull()
  expect(sessionStorage.length).toBe(0)
})

test('A sign-in on another page stashes nothing', () => {
  open(`/invite#${token}`)
  history.replaceState(null, '', '/tenants/1')
  stashInvitation()
  expect(sessionStorage.length).toBe(0)
})

test('A damaged entry is as none', () => {
  for (const text of ['{', '{"token":1,"at":0}', '{"token":"sobi_x"}']) {
    sessionStorage.setItem('secureobs.invitation', text)
    restoreInvitation(sessionStorage, 1)
    expect(heldInvitation()).toBeNull()
  }
})
