import { Stack, Text } from '@mantine/core'
import { asProblem } from '../../api/problem'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { useProject } from '../projects/use-project'
import { PolicyDifference } from './policy-difference'
import type { PolicyDocument, PolicyVersion } from './policy-document'
import { canBlock } from './policy-words'
import { usePolicy, useSavePolicy } from './use-policy'

type Props = {
  opened: boolean
  base: PolicyVersion
  draft: PolicyDocument
  onClose: () => void
  onSaved: (version: PolicyVersion) => void
}

/** The difference in words, before anybody's pipeline feels it. */
export function SaveDialog({ opened, base, draft, onClose, onSaved }: Props) {
  const { tenantId, projectId } = useProject()
  const policy = usePolicy()
  const save = useSavePolicy(onSaved)
  const close = () => {
    save.reset()
    onClose()
  }
  const confirm = () =>
    save.mutate(
      {
        params: { path: { tenantId, projectId } },
        body: { baseVersion: base.version, document: draft },
      },
      {
        // Somebody else was faster: the page gets their version and asks what to do.
        onError: (error) => {
          if (asProblem(error).status !== 409) return
          void policy.refetch()
          close()
        },
      },
    )
  return (
    <ConfirmDialog
      opened={opened}
      title="Change the gate policy?"
      confirm={`Save as version ${base.version + 1}`}
      harmless
      busy={save.isPending}
      error={save.error}
      failed="The gate policy was not saved."
      onConfirm={confirm}
      onClose={close}
    >
      <Stack gap="sm">
        <PolicyDifference before={base.document} after={draft} />
        {!canBlock(draft) && <Text fw={600}>With this policy no run is ever blocked.</Text>}
        <Text size="sm" c="dimmed">
          Pipelines feel it when they next ask the gate. Verdicts that were given stay as they are.
        </Text>
      </Stack>
    </ConfirmDialog>
  )
}
