import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { queries } from '../../../api/client'
import type { FindingDetail } from '../../../api/types'
import { ConfirmDialog } from '../../../components/confirm-dialog'
import { useTenantId } from '../../tenants/use-tenant'
import { useFindingsChanged } from '../use-findings'

type Props = { finding: FindingDetail; fingerprint: string | null; onClose: () => void }

export function DistinctDialog({ finding, fingerprint, onClose }: Props) {
  const tenantId = useTenantId()
  const navigate = useNavigate()
  const client = useQueryClient()
  const changed = useFindingsChanged()
  const split = queries.useMutation('post', '/api/tenants/{tenantId}/findings/{findingId}/distinct')
  const close = () => {
    split.reset()
    onClose()
  }
  const confirm = () => {
    if (!fingerprint) return
    split.mutate(
      { params: { path: { tenantId, findingId: finding.id } }, body: { fingerprint } },
      {
        onSuccess: async ({ findingId }) => {
          await client.invalidateQueries({
            queryKey: ['get', '/api/tenants/{tenantId}/findings/{findingId}/identity'],
          })
          await changed()
          close()
          notifications.show({ title: 'Split off', message: 'This is the finding that it is instead.' })
          await navigate({
            to: '/tenants/$tenantId/findings/$findingId',
            params: { tenantId, findingId },
            search: {},
          })
        },
      },
    )
  }
  return (
    <ConfirmDialog
      opened={fingerprint !== null}
      title="Not the same finding?"
      confirm="Split 1 fingerprint off"
      busy={split.isPending}
      error={split.error}
      failed="It was not split off."
      onConfirm={confirm}
      onClose={close}
    >
      <Text>
        What was recognised by <code className="so-code">{fingerprint?.slice(0, 12)}…</code> becomes a finding
        of its own, with the decisions of this one. It is remembered: neither is ever taken for the other.
      </Text>
    </ConfirmDialog>
  )
}
