import { expect, test } from 'vitest'
import { invitationLink } from './invitation-link'
import { pastedInvitation } from './pasted-link'

const origin = 'https://secureobs.example'
const token = 'sobi_1aB2cD3e_rest'

test('A link as it was sent is an invitation, and so is its token alone', () => {
  expect(pastedInvitation(` ${invitationLink(origin, token)}\n`, origin)).toEqual({ token })
  expect(pastedInvitation(token, origin)).toEqual({ token })
})

test('A link of another installation says whose it is, and nothing of it is sent here', () =>
  expect(pastedInvitation(invitationLink('https://other.example', token), origin)).toEqual({
    fault: 'This link belongs to other.example. Open it there.',
  }))

test.each(['', 'Contoso', origin, `${origin}/invite`, `${origin}/invite#code=1`, 'javascript:alert(1)'])(
  '%j is none',
  (text) => expect(pastedInvitation(text, origin)).toHaveProperty('fault'),
)
