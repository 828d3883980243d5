import { Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import type { Role } from '../../api/types'
import { Time } from '../../components/time'
import keys from '../api-keys/new-key.module.css'
import { aRole } from '../members/member-rules'

type Props = { created: { role: Role; link: string; expiresAt: string }; onClose: () => void }

export function NewInvitation({ created, onClose }: Props) {
  return (
    <Stack>
      <Text>
        This is the only time the link is shown. Whoever opens it first becomes {aRole(created.role)}, so send
        it as you would send a password. It expires <Time at={created.expiresAt} />.
      </Text>
      <div className={keys.key}>
        <code data-new-link>{created.link}</code>
        <CopyButton value={created.link} timeout={3000}>
          {({ copied, copy }) => (
            <Button onClick={copy} size="xs" data-autofocus>
              {copied ? 'Copied' : 'Copy link'}
            </Button>
          )}
        </CopyButton>
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          I have sent it
        </Button>
      </Group>
    </Stack>
  )
}
