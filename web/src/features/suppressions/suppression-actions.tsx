import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { queries } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { Suppression } from '../../api/types'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { EndDialog } from './end-dialog'
import { subjectWords } from './suppression-words'
import { useSuppressionsChanged } from './use-suppressions'

type Props = { suppression: Suppression; waiting: boolean }

/** What this person may do about it, or who may. */
export function SuppressionActions({ suppression, waiting }: Props) {
  const tenant = useTenant()
  const changed = useSuppressionsChanged()
  const [ending, setEnding] = useState<'lift' | 'refuse' | null>(null)
  const admin = mayAdminister(tenant)
  const name = subjectWords(suppression)
  const approve = queries.useMutation(
    'post',
    '/api/tenants/{tenantId}/suppressions/{suppressionId}/approve',
    {
      onSuccess: () => {
        notifications.show({ title: 'Approved', message: `${name}: in force from now on.` })
        return changed()
      },
      onError: (error) =>
        notifications.show({
          title: 'Not approved',
          message: asProblem(error).message,
          color: 'danger',
          autoClose: false,
        }),
    },
  )
  const answers = waiting && admin && !suppression.isMine
  const lifts = admin || suppression.scope === 'finding'
  return (
    <Group gap="xs" justify="end" wrap="nowrap">
      {waiting && !answers && (
        <Text size="sm" c="dimmed">
          {suppression.isMine
            ? 'You asked for it: another admin or owner answers'
            : 'An admin or owner answers'}
        </Text>
      )}
      {answers && (
        <>
          <Button
            size="xs"
            aria-label={`Approve: ${name}`}
            loading={approve.isPending}
            onClick={() =>
              approve.mutate({ params: { path: { tenantId: tenant.id, suppressionId: suppression.id } } })
            }
          >
            Approve
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={`Refuse: ${name}`}
            onClick={() => setEnding('refuse')}
          >
            Refuse
          </Button>
        </>
      )}
      {lifts && !answers && (
        <Button
          size="xs"
          variant="default"
          aria-label={`${waiting ? 'Take back' : 'Lift'}: ${name}`}
          onClick={() => setEnding('lift')}
        >
          {waiting ? 'Take back' : 'Lift'}
        </Button>
      )}
      <EndDialog suppression={suppression} how={ending} waiting={waiting} onClose={() => setEnding(null)} />
    </Group>
  )
}
