import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { queries } from '../../api/client'
import type { ApiKey } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { Time } from '../../components/time'
import { useTenantId } from '../tenants/use-tenant'

type Props = { apiKey: ApiKey | null; onClose: () => void }

export function RevokeDialog({ apiKey, onClose }: Props) {
  const tenantId = useTenantId()
  const client = useQueryClient()
  const revoke = queries.useMutation('delete', '/api/tenants/{tenantId}/api-keys/{apiKeyId}')
  const close = () => {
    revoke.reset()
    onClose()
  }
  const confirm = () => {
    if (!apiKey) return
    revoke.mutate(
      { params: { path: { tenantId, apiKeyId: apiKey.id } } },
      {
        onSuccess: async () => {
          await client.invalidateQueries({ queryKey: ['get', '/api/tenants/{tenantId}/api-keys'] })
          notifications.show({ title: 'Revoked', message: `“${apiKey.name}” is refused from now on.` })
          close()
        },
      },
    )
  }
  return (
    <Modal
      opened={apiKey !== null}
      onClose={close}
      title={`Revoke “${apiKey?.name ?? ''}”?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {apiKey && (
        <Stack>
          <Text>
            Pipelines that use this key fail from their next request on. It cannot be undone.{' '}
            {apiKey.lastUsedAt ? (
              <>
                It was last used <Time at={apiKey.lastUsedAt} />.
              </>
            ) : (
              'It was never used.'
            )}
          </Text>
          {revoke.error && <ProblemPanel error={revoke.error} what="The key was not revoked." />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Keep it
            </Button>
            <Button color="danger" loading={revoke.isPending} onClick={confirm}>
              Revoke {apiKey.name}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
