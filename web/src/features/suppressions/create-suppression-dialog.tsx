import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { queries } from '../../api/client'
import { plural } from '../../components/formats'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { KindField } from '../findings/kind-field'
import { ReasonField } from '../findings/reason-field'
import { useTenantId } from '../tenants/use-tenant'
import { Estimate } from './create/estimate'
import { Lifetime } from './create/lifetime'
import { ScopeFields } from './create/scope-fields'
import { type Draft, faultsOf, requestOf } from './create/suppression-draft'
import { useSuppressionsChanged } from './use-suppressions'

type Props = { opened: boolean; onClose: () => void; projectId: string | null }

export function CreateSuppressionDialog({ opened, onClose, projectId }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title="Suppress a path or rule"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateForm projectId={projectId} onClose={onClose} />
    </Modal>
  )
}

function CreateForm({ projectId, onClose }: Omit<Props, 'opened'>) {
  const tenantId = useTenantId()
  const changed = useSuppressionsChanged()
  const [draft, setDraft] = useState<Draft>({
    scope: 'path',
    projectId,
    pathPattern: '',
    scanner: '',
    ruleId: '',
    kind: null,
    reason: '',
    days: '90',
  })
  const [told, setTold] = useState(false)
  const create = queries.useMutation('post', '/api/tenants/{tenantId}/suppressions', {
    onSuccess: async ({ waiting, findings }) => {
      notifications.show(
        waiting
          ? { title: 'Asked for', message: 'It waits for another admin or owner to approve.' }
          : { title: 'Suppressed', message: `It holds ${plural(findings, 'finding')}, and those to come.` },
      )
      onClose()
      await changed()
    },
  })
  const set = (members: Partial<Draft>) => setDraft({ ...draft, ...members })
  const faults = told ? faultsOf(draft) : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTold(true)
    const body = requestOf(draft)
    if (body) create.mutate({ params: { path: { tenantId } }, body })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ScopeFields draft={draft} faults={faults} projectGiven={projectId !== null} onChange={set} />
        <Estimate draft={draft} />
        <KindField value={draft.kind} onChange={(kind) => set({ kind })} error={faults.kind} />
        <ReasonField value={draft.reason} onChange={(reason) => set({ reason })} error={faults.reason} />
        <Lifetime days={draft.days} onChange={(days) => set({ days })} />
        <Text size="sm" c="dimmed">
          It holds findings that arrive later, too. Where a project asks for four eyes it waits until another
          admin or owner approves.
        </Text>
        {create.error && <ProblemPanel error={create.error} what="It was not suppressed." />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            {draft.scope === 'path' ? 'Suppress this path' : 'Suppress this rule'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
