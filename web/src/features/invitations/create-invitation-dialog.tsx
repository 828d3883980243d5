import { Button, Checkbox, Group, Modal, Radio, Select, Stack, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Role } from '../../api/types'
import { plural } from '../../components/formats'
import { roles, rolesToGive } from '../members/member-rules'
import { useTenant } from '../tenants/use-tenant'
import { guestsOf, mostGuests, pendingOf } from './guests'
import { makeInvitation, revokeInvitation } from './make-invitation'
import { NewInvitations, type Outcome } from './new-invitation'
import { useInvitations, useInvitationsChanged } from './use-invitations'

type Props = { opened: boolean; onClose: () => void }

export function CreateInvitationDialog({ opened, onClose }: Props) {
  // The links live in this state alone: no cache, no address, no storage. Closing forgets them.
  const [outcomes, setOutcomes] = useState<Outcome[] | null>(null)
  const close = () => {
    setOutcomes(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={outcomes ? 'Copy what you send now' : 'Invite people'}
      closeOnClickOutside={outcomes === null}
      closeOnEscape={outcomes === null}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {outcomes ? (
        <NewInvitations outcomes={outcomes} onClose={close} />
      ) : (
        <CreateForm onDone={setOutcomes} onCancel={close} />
      )}
    </Modal>
  )
}

type FormProps = { onDone: (outcomes: Outcome[]) => void; onCancel: () => void }

export const expiries = [1, 7, 14, 30].map((days) => ({
  value: String(days),
  label: days === 1 ? '1 day' : `${days} days`,
}))

function CreateForm({ onDone, onCancel }: FormProps) {
  const tenant = useTenant()
  const changed = useInvitationsChanged()
  const known = useInvitations(tenant.id).data?.pages.flatMap((page) => page.items) ?? []
  const [role, setRole] = useState<Role>('member')
  const [days, setDays] = useState('7')
  const [text, setText] = useState('')
  const [replace, setReplace] = useState(true)
  const [done, setDone] = useState<number | null>(null)
  const offered = roles.filter((one) => rolesToGive(tenant.role).includes(one.role))
  const guests = guestsOf(text)
  const pending = pendingOf(guests, known)
  const tooMany = guests.length > mostGuests

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (tooMany) return
    const outcomes: Outcome[] = []
    setDone(0)
    // One after the other: each has its own answer, and one that is refused stops none.
    for (const note of guests.length > 0 ? guests : [null]) {
      try {
        if (replace && note)
          for (const one of pendingOf([note], known)) await revokeInvitation(tenant.id, one.id)
        outcomes.push({ note, made: await makeInvitation(tenant.id, { role, days: Number(days), note }) })
      } catch (error) {
        outcomes.push({ note, error })
      }
      setDone(outcomes.length)
    }
    await changed()
    onDone(outcomes)
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Radio.Group
          label="Role"
          value={role}
          onChange={(value) => setRole(roles.find((one) => one.role === value)?.role ?? role)}
        >
          <Stack gap={8} mt={6}>
            {offered.map((one) => (
              <Radio key={one.role} value={one.role} label={one.name} description={one.may} size="xs" />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="For whom"
          description="Addresses or names, one a line: each gets a link of its own, and you know it in the list. Whoever has the link can use it; no mail is sent."
          placeholder={'ada@example.com\nolu@example.com'}
          autosize
          minRows={2}
          maxRows={8}
          autoComplete="off"
          data-autofocus
          value={text}
          error={tooMany && `At most ${mostGuests} at once; these are ${guests.length}.`}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {pending.length > 0 && (
          <Checkbox
            label={`Revoke ${plural(pending.length, 'pending invitation')} of the same people`}
            description="Else their earlier links go on working beside the new ones."
            checked={replace}
            onChange={(event) => setReplace(event.currentTarget.checked)}
          />
        )}
        <Select
          label="Expires after"
          data={expiries}
          value={days}
          onChange={(value) => setDays(value ?? '7')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel} disabled={done !== null}>
            Cancel
          </Button>
          <Button type="submit" disabled={done !== null}>
            {done !== null
              ? `Creating ${done + 1} of ${Math.max(1, guests.length)}`
              : guests.length > 1
                ? `Create ${guests.length} links`
                : 'Create link'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
