import { Text } from '@mantine/core'
import { queries } from '../../api/client'
import type { TrustRule } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { useProject } from '../projects/use-project'
import { trustRulesPath, useTrustRulesChanged } from './use-trust-rules'

type Props = { rule: TrustRule | null; onClose: () => void }

export function RevokeRuleDialog({ rule, onClose }: Props) {
  const { tenantId, projectId } = useProject()
  const changed = useTrustRulesChanged()
  const revoke = queries.useMutation('delete', `${trustRulesPath}/{ruleId}`)
  const close = () => {
    revoke.reset()
    onClose()
  }
  const confirm = () => {
    if (!rule) return
    revoke.mutate(
      { params: { path: { tenantId, projectId, ruleId: rule.id } } },
      {
        onSuccess: async () => {
          await changed()
          close()
        },
      },
    )
  }
  return (
    <ConfirmDialog
      opened={rule !== null}
      title={`Revoke ${rule?.name ?? ''}?`}
      confirm={`Revoke ${rule?.name ?? ''}`}
      busy={revoke.isPending}
      error={revoke.error}
      failed="The rule was not revoked."
      onConfirm={confirm}
      onClose={close}
    >
      <Text>
        Pipelines that it let in are refused from their next request on, also in the middle of a run. The rule
        stays listed.
      </Text>
    </ConfirmDialog>
  )
}
