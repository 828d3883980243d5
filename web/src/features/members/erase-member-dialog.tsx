import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { queries } from '../../api/client'
import type { FormerMember } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { useTenantId } from '../tenants/use-tenant'

type Props = { member: FormerMember | null; onClose: () => void }

export function EraseMemberDialog({ member, onClose }: Props) {
  const tenantId = useTenantId()
  const client = useQueryClient()
  const erase = queries.useMutation('delete', '/api/tenants/{tenantId}/members/former/{memberId}')
  const name = member?.name ?? ''
  const close = () => {
    erase.reset()
    onClose()
  }
  const confirm = () => {
    if (!member) return
    erase.mutate(
      { params: { path: { tenantId, memberId: member.memberId } } },
      {
        onSuccess: async () => {
          // Histories, the trail and this list name them; all of it is fetched anew where it is shown.
          await client.invalidateQueries()
          notifications.show({ title: 'Erased', message: 'Histories say "a former member" from now on.' })
          close()
        },
      },
    )
  }
  return (
    <ConfirmDialog
      opened={member !== null}
      title={`Erase the name of ${name}?`}
      confirm={`Erase the name of ${name}`}
      busy={erase.isPending}
      error={erase.error}
      failed="The name was not erased."
      onConfirm={confirm}
      onClose={close}
    >
      <Text>
        Histories and the audit trail keep what was done, and show a former member. Nobody can tell any more
        who it was, and it cannot be taken back.
      </Text>
    </ConfirmDialog>
  )
}
