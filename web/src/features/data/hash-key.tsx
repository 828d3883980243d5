import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { queries } from '../../api/client'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { KeyText } from '../api-keys/key-text'
import { useTenantId } from '../tenants/use-tenant'

/** The key for found secrets, which no archive has. Closing forgets it. */
export function HashKey() {
  const tenantId = useTenantId()
  const [opened, { open, close }] = useDisclosure()
  const fetched = queries.useMutation('post', '/api/tenants/{tenantId}/archives/secret-hash-key', {
    gcTime: 0,
  })
  const forget = () => {
    fetched.reset()
    close()
  }
  const key = fetched.data?.key
  const shown = useRef<HTMLDivElement>(null)
  // The button that had the focus is gone with the answer.
  useEffect(() => {
    if (key) shown.current?.querySelector('button')?.focus()
  }, [key])
  return (
    <>
      <Button variant="default" onClick={open}>
        Key for found secrets …
      </Button>
      <Modal
        opened={opened}
        onClose={forget}
        size="lg"
        title="Key for found secrets"
        closeOnClickOutside={!key}
        closeOnEscape={!key}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack>
          <Text>
            SecureObs keeps no secret that a scan has found, only a hash under this key: so it knows that the
            same one is in two places. The key is in no archive. You need it only to import an archive into
            another installation, so that it knows the same secrets again.
          </Text>
          <Text c="dimmed">Keep it apart from the archive. That you had it shown is in the audit trail.</Text>
          {fetched.error && <ProblemPanel error={fetched.error} what="The key could not be shown." />}
          {key && (
            <div ref={shown}>
              <KeyText value={key} />
            </div>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={forget}>
              {key ? 'I have stored it' : 'Cancel'}
            </Button>
            {!key && (
              <Button
                loading={fetched.isPending}
                onClick={() => fetched.mutate({ params: { path: { tenantId } } })}
              >
                Show the key
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
