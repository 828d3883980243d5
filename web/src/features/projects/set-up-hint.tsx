import { Button, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CommandBlock } from '../../components/command-block'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import classes from './projects.module.css'
import { setUpCommands } from './set-up-commands'

type Props = { projectId: string }

export function SetUpHint({ projectId }: Props) {
  const tenant = useTenant()
  return (
    <Stack maw={760} gap="md" align="flex-start">
      <div>
        <Title order={2}>Waiting for the first run</Title>
        <Text c="dimmed">Nothing has been scanned yet, which is not the same as nothing found.</Text>
      </div>
      {mayAdminister(tenant) ? (
        <>
          <Text>
            The set-up guide makes a key for this project, has the text to paste into your pipeline, and waits
            with you.
          </Text>
          <Button
            renderRoot={(props) => (
              <Link
                to="/tenants/$tenantId/set-up"
                params={{ tenantId: tenant.id }}
                search={{ projectId }}
                {...props}
              />
            )}
          >
            Open the set-up guide
          </Button>
        </>
      ) : (
        <ByHand tenantId={tenant.id} projectId={projectId} />
      )}
      <Text c="dimmed">The first run appears here by itself.</Text>
    </Stack>
  )
}

/** For somebody who can write the pipeline, but not make a key for it. */
function ByHand({ tenantId, projectId }: { tenantId: string; projectId: string }) {
  const commands = setUpCommands({ origin: location.origin, tenantId, projectId })
  return (
    <ol className={classes.steps}>
      <li>
        Ask an admin or owner of this organisation for an API key of this project, as a secret of your
        pipeline.
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
  )
}
