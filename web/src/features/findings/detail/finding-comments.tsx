import { Button, Stack, Text, Textarea, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { keyset, queries } from '../../../api/client'
import { useDraft } from '../../../components/drafts'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { Time } from '../../../components/time'
import { useTenantId } from '../../tenants/use-tenant'
import { useFindingsChanged } from '../use-findings'
import classes from './finding.module.css'
import { Prose } from './prose'

const path = '/api/tenants/{tenantId}/findings/{findingId}/comments'

export function FindingComments({ findingId }: { findingId: string }) {
  const params = { path: { tenantId: useTenantId(), findingId } }
  const client = useQueryClient()
  const changed = useFindingsChanged()
  const { value: draft, set, clear } = useDraft(`comment ${findingId}`, { comment: '' })
  const { comment } = draft
  const comments = queries.useInfiniteQuery('get', path, { params }, keyset)
  const add = queries.useMutation('post', path, {
    onSuccess: () => {
      clear()
      return Promise.all([client.invalidateQueries({ queryKey: ['get', path] }), changed()])
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (comment.trim()) add.mutate({ params, body: { comment: comment.trim() } })
  }
  const items = comments.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-labelledby="comments">
      <Title order={2} id="comments" mb={6}>
        Comments
      </Title>
      <form onSubmit={submit} noValidate>
        <Stack gap="xs" align="start">
          <Textarea
            label="Your comment"
            w="100%"
            autosize
            minRows={2}
            maxRows={10}
            maxLength={4000}
            value={comment}
            onChange={(event) => set({ comment: event.currentTarget.value })}
          />
          {add.error && <ProblemPanel error={add.error} what="The comment was not added." />}
          <Button
            type="submit"
            size="xs"
            variant="default"
            loading={add.isPending}
            disabled={!comment.trim()}
          >
            Add comment
          </Button>
        </Stack>
      </form>
      {comments.error && (
        <ProblemPanel
          error={comments.error}
          what="The comments could not be loaded."
          retry={() => void comments.refetch()}
        />
      )}
      <ol className={classes.history}>
        {items.map((one) => (
          <li key={one.id}>
            <Text>
              <strong>{one.createdBy}</strong>{' '}
              <Text span c="dimmed" size="sm">
                <Time at={one.createdAt} />
              </Text>
            </Text>
            <Prose text={one.comment} />
          </li>
        ))}
      </ol>
      {comments.hasNextPage && (
        <Button variant="subtle" size="xs" onClick={() => void comments.fetchNextPage()}>
          Show older comments
        </Button>
      )}
    </section>
  )
}
