import { Modal, Text } from '@mantine/core'
import { useState } from 'react'
import type { Invitation } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { useTenantId } from '../tenants/use-tenant'
import { type Made, makeInvitation, revokeInvitation } from './make-invitation'
import { NewInvitations } from './new-invitation'
import { useInvitationsChanged } from './use-invitations'

type Props = { invitation: Invitation | null; name: string; onClose: () => void }

/** A link is shown once and never again: to send one anew, another one is made, and the one before works no more. */
export function RenewInvitationDialog({ invitation, name, onClose }: Props) {
  const tenantId = useTenantId()
  const changed = useInvitationsChanged()
  const [made, setMade] = useState<Made | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const close = () => {
    setMade(null)
    setError(null)
    onClose()
  }
  const confirm = async () => {
    if (!invitation) return
    setBusy(true)
    setError(null)
    try {
      if (invitation.state === 'open') await revokeInvitation(tenantId, invitation.id)
      setMade(await makeInvitation(tenantId, { role: invitation.role, days: 7, note: invitation.note }))
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
      await changed()
    }
  }
  if (made)
    return (
      <Modal
        opened
        onClose={close}
        size="lg"
        title="Copy the link now"
        closeOnClickOutside={false}
        closeOnEscape={false}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <NewInvitations outcomes={[{ note: made.note, made }]} onClose={close} />
      </Modal>
    )
  return (
    <ConfirmDialog
      opened={invitation !== null}
      title={`A new link for “${name}”?`}
      confirm={invitation?.state === 'open' ? 'Revoke 1 link, make 1 new one' : 'Make 1 new link'}
      keep="Keep it"
      harmless
      busy={busy}
      error={error}
      failed="No new link was made."
      onConfirm={() => void confirm()}
      onClose={close}
    >
      <Text>
        A link is shown once, so it cannot be shown again.{' '}
        {invitation?.state === 'open' && 'The one you sent works no more as soon as there is a new one. '}
        The new one is for the same role and good for 7 days.
      </Text>
    </ConfirmDialog>
  )
}
