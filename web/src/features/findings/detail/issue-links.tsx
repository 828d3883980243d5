import { Anchor, Button, Group, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { queries } from '../../../api/client'
import type { FindingDetail } from '../../../api/types'
import { useDraft } from '../../../components/drafts'
import { ExternalIcon } from '../../../components/icons'
import panels from '../../../components/panels/panels.module.css'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { useTenantId } from '../../tenants/use-tenant'
import { useFindingsChanged } from '../use-findings'
import classes from './finding.module.css'
import { httpsAddress } from './text-pieces'

type Props = { finding: FindingDetail }

export function IssueLinks({ finding }: Props) {
  const tenantId = useTenantId()
  const changed = useFindingsChanged()
  const [adding, setAdding] = useState(false)
  const remove = queries.useMutation(
    'delete',
    '/api/tenants/{tenantId}/findings/{findingId}/links/{linkId}',
    { onSuccess: changed },
  )
  return (
    <section className={panels.card} aria-labelledby="links">
      <div className={classes.cardHead}>
        <Title order={2} size="h3" id="links">
          Issues
        </Title>
        <Button variant="subtle" size="compact-xs" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          Link an issue
        </Button>
      </div>
      <div className={classes.cardBody}>
        {finding.links.length === 0 && !adding && (
          <Text c="dimmed" size="sm">
            No issue is linked.
          </Text>
        )}
        <ul className={classes.plainList}>
          {finding.links.map((link) => (
            <li key={link.id}>
              <IssueLink link={link} />
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={`Remove the link ${link.title}`}
                onClick={() =>
                  remove.mutate({
                    params: { path: { tenantId, findingId: finding.id, linkId: link.id } },
                  })
                }
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
        {remove.error && <ProblemPanel error={remove.error} what="The link was not removed." />}
        {adding && <AddForm finding={finding} close={() => setAdding(false)} />}
      </div>
    </section>
  )
}

function IssueLink({ link }: { link: FindingDetail['links'][number] }) {
  const href = httpsAddress(link.url)
  if (!href) return <span title={link.url}>{link.title}</span>
  return (
    <Anchor
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className={classes.external}
      title={link.url}
    >
      {link.title} <ExternalIcon />
    </Anchor>
  )
}

function AddForm({ finding, close }: Props & { close: () => void }) {
  const tenantId = useTenantId()
  const changed = useFindingsChanged()
  const { value: draft, set, clear } = useDraft(`link ${finding.id}`, { url: '', title: '' })
  const [wrong, setWrong] = useState(false)
  const add = queries.useMutation('post', '/api/tenants/{tenantId}/findings/{findingId}/links', {
    onSuccess: () => {
      clear()
      close()
      return changed()
    },
  })
  const url = draft.url.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWrong(!httpsAddress(url))
    if (httpsAddress(url))
      add.mutate({
        params: { path: { tenantId, findingId: finding.id } },
        body: { url, title: draft.title.trim() || url.slice(0, 200) },
      })
  }
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label="Address"
        type="url"
        placeholder="https://"
        size="xs"
        autoFocus
        maxLength={1000}
        value={draft.url}
        error={wrong && !httpsAddress(url) && 'An address that begins with https:// is needed.'}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <Group align="end" mt={6} gap="xs" wrap="nowrap">
        <TextInput
          label="Title"
          size="xs"
          flex={1}
          maxLength={200}
          value={draft.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <Button type="submit" size="xs" variant="default" loading={add.isPending}>
          Add link
        </Button>
      </Group>
      {add.error && <ProblemPanel error={add.error} what="The link was not added." />}
    </form>
  )
}
