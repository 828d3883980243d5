import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queries } from '../../api/client'
import type { Suppression } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { plural } from '../../components/formats'
import { useTenantId } from '../tenants/use-tenant'
import { subjectWords } from './suppression-words'
import { useSuppressionsChanged } from './use-suppressions'

type Props = {
  suppression: Suppression
  how: 'lift' | 'refuse' | null
  waiting: boolean
  onClose: () => void
}

/** What is over stays over: findings wake, and the suppression is not brought back. */
export function EndDialog({ suppression, how, waiting, onClose }: Props) {
  const tenantId = useTenantId()
  const changed = useSuppressionsChanged()
  const name = subjectWords(suppression)
  const done = (title: string) => ({
    onSuccess: async () => {
      notifications.show({ title, message: name })
      onClose()
      await changed()
    },
  })
  const lift = queries.useMutation(
    'post',
    '/api/tenants/{tenantId}/suppressions/{suppressionId}/lift',
    done(waiting ? 'Taken back' : 'Lifted'),
  )
  const refuse = queries.useMutation(
    'post',
    '/api/tenants/{tenantId}/suppressions/{suppressionId}/refuse',
    done('Refused'),
  )
  const mutation = how === 'refuse' ? refuse : lift
  const verb = how === 'refuse' ? 'Refuse' : waiting ? 'Take back' : 'Lift'
  const held = suppression.scope === 'finding' ? 1 : suppression.findings
  return (
    <ConfirmDialog
      opened={how !== null}
      title={`${verb} this suppression?`}
      confirm={waiting ? verb : `Lift, and open ${plural(held, 'finding')}`}
      keep="Keep it"
      busy={mutation.isPending}
      error={mutation.error}
      failed="The suppression was not changed."
      onConfirm={() => mutation.mutate({ params: { path: { tenantId, suppressionId: suppression.id } } })}
      onClose={() => {
        mutation.reset()
        onClose()
      }}
    >
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Text>
      <Text>
        {waiting
          ? `${suppression.createdBy} asked for it. What is open stays open.`
          : 'What it holds opens again, unless another suppression holds it, too, and counts for the gate. It cannot be undone, only asked for anew.'}
      </Text>
    </ConfirmDialog>
  )
}
