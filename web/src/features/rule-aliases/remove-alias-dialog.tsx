import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { queries } from '../../api/client'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { useTenantId } from '../tenants/use-tenant'
import type { RuleAlias } from './alias-words'

type Props = { alias: RuleAlias | null; onClose: () => void }

export function RemoveAliasDialog({ alias, onClose }: Props) {
  const tenantId = useTenantId()
  const client = useQueryClient()
  const path = '/api/tenants/{tenantId}/rule-aliases'
  const remove = queries.useMutation('delete', path, {
    onSuccess: async () => {
      notifications.show({ title: 'Removed', message: 'The two names are two rules from now on.' })
      onClose()
      await client.invalidateQueries({ queryKey: ['get', path] })
    },
  })
  return (
    <ConfirmDialog
      opened={alias !== null}
      title="Remove this alias?"
      confirm={`Remove the alias of ${alias?.oldRule ?? ''}`}
      busy={remove.isPending}
      error={remove.error}
      failed="The alias was not removed."
      onConfirm={() =>
        alias &&
        remove.mutate({
          params: { path: { tenantId }, query: { scanner: alias.scanner, oldRule: alias.oldRule } },
        })
      }
      onClose={() => {
        remove.reset()
        onClose()
      }}
    >
      <Text>
        Findings to come of {alias?.oldRule} and {alias?.newRule} are no longer taken for the same. Those that
        were joined stay joined.
      </Text>
    </ConfirmDialog>
  )
}
