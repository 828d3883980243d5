import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { holdInvitation } from './held-invitation'
import { pastedInvitation } from './pasted-link'

/** For somebody who has the link as text. Its token goes to the page of invitations through memory, in no address. */
export function AcceptLinkForm() {
  const navigate = useNavigate()
  const [link, setLink] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const pasted = pastedInvitation(link, location.origin)
    if ('fault' in pasted) setFault(pasted.fault)
    else if (holdInvitation(pasted.token)) void navigate({ to: '/invite' })
    else setFault('The link lost a part on its way. Copy all of it.')
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="Link of the invitation"
          description="It works once. You see who invites you to what before you accept."
          required
          autoComplete="off"
          spellCheck={false}
          value={link}
          onChange={(event) => setLink(event.currentTarget.value)}
          error={fault}
        />
        <Group justify="flex-end">
          <Button type="submit" variant="default">
            Open the invitation
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
