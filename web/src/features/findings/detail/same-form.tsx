import { Button, Group, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, queries } from '../../../api/client'
import type { FindingDetail } from '../../../api/types'
import { ConfirmDialog } from '../../../components/confirm-dialog'
import { useDraft } from '../../../components/drafts'
import { location } from '../../../components/formats'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { useTenantId } from '../../tenants/use-tenant'
import { lookUpStatus } from '../statuses'
import { useFindingsChanged } from '../use-findings'
import { findingIdOf } from './finding-id'
import { revealed } from './text-pieces'

type Props = { finding: FindingDetail }

/** Another finding that is this one: looked up first, so that nobody folds what they did not mean. */
export function SameForm({ finding }: Props) {
  const tenantId = useTenantId()
  const { value: draft, set, clear } = useDraft(`same ${finding.id}`, { other: '' })
  const [found, setFound] = useState<FindingDetail | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const otherId = findingIdOf(draft.other)
  const itself = otherId === finding.id
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!otherId || itself) return
    setBusy(true)
    setError(null)
    try {
      const { data } = await api.GET('/api/tenants/{tenantId}/findings/{findingId}', {
        params: { path: { tenantId, findingId: otherId } },
      })
      setFound(data ?? null)
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Group align="end" gap="xs" wrap="nowrap">
        <TextInput
          label="Another finding is the same"
          placeholder="Its id or link"
          size="xs"
          flex={1}
          value={draft.other}
          error={
            itself
              ? 'That is this finding.'
              : draft.other.trim() && !otherId && 'An id or the link to a finding is needed.'
          }
          onChange={(event) => set({ other: event.currentTarget.value })}
        />
        <Button type="submit" size="xs" variant="default" loading={busy} disabled={!otherId || itself}>
          Look up
        </Button>
      </Group>
      {error !== null && <ProblemPanel error={error} what="The other finding could not be loaded." />}
      <SameDialog
        finding={finding}
        other={found}
        onClose={() => setFound(null)}
        onSaved={() => {
          clear()
          setFound(null)
        }}
      />
    </form>
  )
}

type DialogProps = Props & { other: FindingDetail | null; onClose: () => void; onSaved: () => void }

function SameDialog({ finding, other, onClose, onSaved }: DialogProps) {
  const tenantId = useTenantId()
  const client = useQueryClient()
  const changed = useFindingsChanged()
  const same = queries.useMutation('post', '/api/tenants/{tenantId}/findings/{findingId}/same')
  const confirm = () =>
    other &&
    same.mutate(
      { params: { path: { tenantId, findingId: finding.id } }, body: { otherId: other.id } },
      {
        onSuccess: async () => {
          await client.invalidateQueries({
            queryKey: ['get', '/api/tenants/{tenantId}/findings/{findingId}/identity'],
          })
          await changed()
          notifications.show({ title: 'They are one finding now', message: finding.title })
          onSaved()
        },
      },
    )
  return (
    <ConfirmDialog
      opened={other !== null}
      title="Fold 1 finding into this one?"
      confirm="Fold 1 finding into this one"
      busy={same.isPending}
      error={same.error}
      failed="They were not made one."
      onConfirm={confirm}
      onClose={() => {
        same.reset()
        onClose()
      }}
    >
      {other && (
        <>
          <Text>
            <strong>{revealed(other.title)}</strong>
          </Text>
          <Text c="dimmed" size="sm">
            {other.scanner}, {lookUpStatus(other.status).toLowerCase()}
            {other.filePath && `, ${revealed(location(other.filePath, other.startLine))}`}
          </Text>
          <Text>
            It is gone afterwards, and its runs are this one’s. It is remembered for scans to come, and cannot
            be taken back as a whole.
          </Text>
        </>
      )}
    </ConfirmDialog>
  )
}
