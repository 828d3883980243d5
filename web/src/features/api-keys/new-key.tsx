import { Button, Group, Stack, Text } from '@mantine/core'
import { CommandBlock } from '../../components/command-block'
import { setUpCommands } from '../projects/set-up-commands'
import { useTenantId } from '../tenants/use-tenant'
import { KeyText } from './key-text'
import type { CreatedKey } from './use-create-key'

type Props = { created: CreatedKey; onClose: () => void }

export function NewKey({ created, onClose }: Props) {
  const tenantId = useTenantId()
  const commands = setUpCommands({
    origin: location.origin,
    tenantId,
    projectId: created.projectId ?? '<project id>',
  })
  return (
    <Stack>
      <Text>
        This is the only time the key <strong>{created.name}</strong> is shown. Keep it as a secret of your
        pipeline named <code className="so-code">SECUREOBS_API_KEY</code>.
      </Text>
      <KeyText value={created.key} />
      <Text fw={600}>In the pipeline</Text>
      <CommandBlock
        text={`export SECUREOBS_API_URL=${location.origin}/api\n${commands.scan}`}
        label="Commands for the pipeline"
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          I have stored it
        </Button>
      </Group>
    </Stack>
  )
}
