import { Anchor, Button, Group, Select, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { queries } from '../../../api/client'
import type { FindingDetail } from '../../../api/types'
import { ExternalIcon } from '../../../components/icons'
import panels from '../../../components/panels/panels.module.css'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { StateBadge } from '../../../components/panels/state-badge'
import { Time } from '../../../components/time'
import { useMembers } from '../../members/use-members'
import { useTenantId } from '../../tenants/use-tenant'
import { useFindingsChanged } from '../use-findings'
import classes from './finding.module.css'
import { rungWords } from './rung-words'

/** Who sees to a finding, until when, and how it is known. */
export function FindingCare({ finding }: { finding: FindingDetail }) {
  return (
    <section className={panels.card} aria-labelledby="care">
      <Title order={2} size="h3" id="care" className={classes.cardTitle}>
        Care
      </Title>
      <div className={classes.cardBody}>
        <AssigneeField finding={finding} />
      </div>
      <dl className={classes.facts}>
        <dt>Due</dt>
        <dd>{finding.dueAt ? <Time at={finding.dueAt} /> : 'No due date'}</dd>
        <dt>Last seen</dt>
        <dd>
          <Time at={finding.lastSeenAt} />
        </dd>
        <dt>Recognised</dt>
        <dd>{rungWords(finding.rung)}</dd>
        {finding.severityReason && (
          <>
            <dt>Severity</dt>
            <dd>
              The scanner says {finding.toolSeverity.toLowerCase()}. {finding.severityReason}
            </dd>
          </>
        )}
        {finding.ignoredInSource !== null && (
          <>
            <dt>In the source</dt>
            <dd>
              <StateBadge state="neutral">Ignored in source</StateBadge>
              <Text size="sm" c="dimmed">
                {finding.ignoredInSource}
              </Text>
            </dd>
          </>
        )}
      </dl>
      <Links finding={finding} />
    </section>
  )
}

function AssigneeField({ finding }: { finding: FindingDetail }) {
  const tenantId = useTenantId()
  const changed = useFindingsChanged()
  const members = useMembers(tenantId).data?.pages.flatMap((page) => page.items) ?? []
  const assign = queries.useMutation('put', '/api/tenants/{tenantId}/findings/{findingId}/assignee', {
    onSuccess: changed,
  })
  const options = members.map((member) => ({ value: member.memberId, label: member.name }))
  const now = finding.assignee
  const known = !now || options.some((one) => one.value === now.memberId)
  return (
    <>
      <Select
        label="Who sees to it"
        placeholder="Nobody"
        size="xs"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Nobody' }}
        disabled={assign.isPending}
        data={known || !now ? options : [...options, { value: now.memberId, label: now.name }]}
        value={now?.memberId ?? null}
        onChange={(memberId) =>
          assign.mutate({ params: { path: { tenantId, findingId: finding.id } }, body: { memberId } })
        }
      />
      {assign.error && <ProblemPanel error={assign.error} what="It was not assigned." />}
    </>
  )
}

function Links({ finding }: { finding: FindingDetail }) {
  const tenantId = useTenantId()
  const changed = useFindingsChanged()
  const [url, setUrl] = useState('')
  const [title, setTitle] = useState('')
  const path = { tenantId, findingId: finding.id }
  const add = queries.useMutation('post', '/api/tenants/{tenantId}/findings/{findingId}/links', {
    onSuccess: () => {
      setUrl('')
      setTitle('')
      return changed()
    },
  })
  const remove = queries.useMutation(
    'delete',
    '/api/tenants/{tenantId}/findings/{findingId}/links/{linkId}',
    { onSuccess: changed },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (url.trim())
      add.mutate({
        params: { path },
        body: { url: url.trim(), title: title.trim() || url.trim().slice(0, 200) },
      })
  }
  return (
    <div className={classes.cardBody}>
      <ul className={classes.runs}>
        {finding.links.map((link) => (
          <li key={link.id}>
            <Group justify="space-between" wrap="nowrap">
              <Anchor href={link.url} target="_blank" rel="noreferrer" className={classes.external}>
                {link.title} <ExternalIcon />
              </Anchor>
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={`Remove the link ${link.title}`}
                onClick={() => remove.mutate({ params: { path: { ...path, linkId: link.id } } })}
              >
                Remove
              </Button>
            </Group>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} noValidate>
        <TextInput
          label="Link to an issue"
          type="url"
          placeholder="https://"
          size="xs"
          maxLength={1000}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Group align="end" mt={6} gap="xs">
          <TextInput
            label="Title"
            size="xs"
            flex={1}
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" variant="default" loading={add.isPending} disabled={!url.trim()}>
            Add link
          </Button>
        </Group>
        {add.error && <ProblemPanel error={add.error} what="The link was not added." />}
      </form>
    </div>
  )
}
