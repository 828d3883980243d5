import { expect, test } from 'vitest'
import type { Invitation } from '../../api/types'
import { guestsOf, pendingOf } from './guests'

test('Everybody of a list is a guest once', () => {
  expect(guestsOf(' ada@contoso.example\n\nOlu Owner; ADA@contoso.example , mia@contoso.example')).toEqual([
    'ada@contoso.example',
    'Olu Owner',
    'mia@contoso.example',
  ])
  expect(guestsOf(' \n,; ')).toEqual([])
  expect(guestsOf('x'.repeat(300))[0]).toHaveLength(200)
})

test('Whoever can still accept an invitation has one', () => {
  const one = (note: string | null, state: Invitation['state']) => ({ note, state }) as Invitation
  const open = one('Ada@contoso.example', 'open')
  expect(
    pendingOf(['ada@contoso.example'], [open, one('ada@contoso.example', 'expired'), one(null, 'open')]),
  ).toEqual([open])
})
