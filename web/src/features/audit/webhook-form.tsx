import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { queries } from '../../api/client'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { Time } from '../../components/time'
import { useTenantId } from '../tenants/use-tenant'

const path = '/api/tenants/{tenantId}/audit/webhook'

/** Where checkpoints of the audit trail go, for owners. */
export function WebhookSetting() {
  const tenantId = useTenantId()
  const webhook = queries.useQuery('get', path, { params: { path: { tenantId } } })
  const data = webhook.data
  return (
    <>
      {webhook.error && (
        <ProblemPanel
          error={webhook.error}
          what="The webhook could not be loaded."
          retry={() => void webhook.refetch()}
        />
      )}
      {webhook.isPending && <SkeletonRows rows={1} height={36} />}
      {data && <WebhookForm key={data.url ?? ''} current={data.url} since={data.changedAt} />}
    </>
  )
}

type Props = { current: string | null; since: string | null }

function WebhookForm({ current, since }: Props) {
  const tenantId = useTenantId()
  const client = useQueryClient()
  const [url, setUrl] = useState(current ?? '')
  const [missing, setMissing] = useState(false)
  const done = (message: string) => () => {
    notifications.show({ title: 'Saved', message })
    return Promise.all(
      [path, '/api/tenants/{tenantId}/audit/status'].map((changed) =>
        client.invalidateQueries({ queryKey: ['get', changed] }),
      ),
    )
  }
  const save = queries.useMutation('put', path, { onSuccess: done('The next checkpoint goes there.') })
  const stop = queries.useMutation('delete', path, { onSuccess: done('Checkpoints are posted no longer.') })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!url.trim())
    if (url.trim()) save.mutate({ params: { path: { tenantId } }, body: { url: url.trim() } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label="Post them to"
          description="An https address of yours that the internet can reach."
          type="url"
          placeholder="https://"
          maxLength={1000}
          autoComplete="off"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={missing && 'Give an https address.'}
        />
        {since && (
          <Text size="sm" c="dimmed">
            Set <Time at={since} />. The audit page shows what arrived.
          </Text>
        )}
        {save.error && <ProblemPanel error={save.error} what="The webhook was not saved." />}
        {stop.error && <ProblemPanel error={stop.error} what="The webhook was not removed." />}
        <Group>
          <Button type="submit" disabled={url.trim() === (current ?? '')} loading={save.isPending}>
            Save webhook
          </Button>
          {current && (
            <Button
              variant="default"
              loading={stop.isPending}
              onClick={() => stop.mutate({ params: { path: { tenantId } } })}
            >
              Stop posting
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
