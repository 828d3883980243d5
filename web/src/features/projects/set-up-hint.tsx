import { Anchor, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CommandBlock } from '../../components/command-block'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import classes from './projects.module.css'
import { setUpCommands } from './set-up-commands'

type Props = { projectId: string }

export function SetUpHint({ projectId }: Props) {
  const tenant = useTenant()
  const commands = setUpCommands({ origin: location.origin, tenantId: tenant.id, projectId })
  return (
    <Stack maw={760} gap="md">
      <div>
        <Title order={2}>Waiting for the first run</Title>
        <Text c="dimmed">Nothing has been scanned yet, which is not the same as nothing found.</Text>
      </div>
      <ol className={classes.steps}>
        <li>
          {mayAdminister(tenant) ? (
            <>
              <Anchor
                underline="always"
                renderRoot={(props) => (
                  <Link
                    to="/tenants/$tenantId/api-keys"
                    params={{ tenantId: tenant.id }}
                    search={{ projectId }}
                    {...props}
                  />
                )}
              >
                Create an API key
              </Anchor>{' '}
              for this project, and keep it as a secret of your pipeline.
            </>
          ) : (
            'Ask an admin or owner of this organisation for an API key of this project.'
          )}
        </li>
        <li>
          Give the pipeline step its address and key.
          <CommandBlock text={commands.environment} label="Environment" />
        </li>
        <li>
          Scan, then let the gate decide. It exits with 3 when the run is blocked.
          <CommandBlock text={commands.scan} label="Scan and gate" />
        </li>
      </ol>
      <Text c="dimmed">The first run appears here by itself.</Text>
    </Stack>
  )
}
