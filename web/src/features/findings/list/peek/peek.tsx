import { ActionIcon, Anchor, Button, Group, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { queries } from '../../../../api/client'
import type { FindingDetail } from '../../../../api/types'
import { CopyButton } from '../../../../components/copy-button'
import { location } from '../../../../components/formats'
import { CloseIcon } from '../../../../components/icons'
import { ProblemPanel } from '../../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../../components/panels/skeleton-rows'
import { StateBadge } from '../../../../components/panels/state-badge'
import { SeverityTile } from '../../../../components/severity/severity-tile'
import { Time } from '../../../../components/time'
import { useTenantId } from '../../../tenants/use-tenant'
import { linesOf } from '../../detail/snippet'
import { Suppression } from '../../detail/suppression'
import { revealed } from '../../detail/text-pieces'
import { rememberOpened } from '../../last-opened'
import { statusStates, statusWords } from '../../statuses'
import type { Intent } from '../bulk/change'
import classes from './peek.module.css'
import { usePeekStatus } from './use-peek-status'

type Props = {
  findingId: string
  search: Record<string, unknown>
  onClose: () => void
  onIntent: (intent: Intent, finding: FindingDetail) => void
}

/** A finding in short, beside the list and without leaving it. */
export default function Peek({ findingId, search, onClose, onIntent }: Props) {
  const tenantId = useTenantId()
  const query = queries.useQuery('get', '/api/tenants/{tenantId}/findings/{findingId}', {
    params: { path: { tenantId, findingId } },
  })
  return (
    <aside className={classes.peek} aria-label="Finding in short">
      <ActionIcon
        className={classes.close}
        variant="subtle"
        color="gray"
        c="inherit"
        aria-label="Close"
        title="Close (Esc)"
        onClick={onClose}
      >
        <CloseIcon />
      </ActionIcon>
      {query.error && (
        <ProblemPanel
          error={query.error}
          what="The finding could not be loaded."
          retry={() => void query.refetch()}
        />
      )}
      {query.isPending && <SkeletonRows rows={5} />}
      {query.data && (
        <>
          <PeekHead finding={query.data} search={search} />
          <PeekActs finding={query.data} onIntent={onIntent} />
          <PeekBody finding={query.data} />
        </>
      )}
    </aside>
  )
}

function PeekHead({ finding, search }: { finding: FindingDetail; search: Record<string, unknown> }) {
  const tenantId = useTenantId()
  const where = finding.filePath ? location(finding.filePath, finding.startLine) : null
  return (
    <>
      <Group gap="xs" mb={8}>
        <SeverityTile severity={finding.severity} />
        <StateBadge state={statusStates[finding.status]}>{statusWords[finding.status]}</StateBadge>
      </Group>
      <Title order={2} className={classes.title}>
        <Anchor
          inherit
          c="inherit"
          onClick={() => rememberOpened(finding.id)}
          renderRoot={(props) => (
            <Link
              to="/tenants/$tenantId/findings/$findingId"
              params={{ tenantId, findingId: finding.id }}
              search={search}
              {...props}
            />
          )}
        >
          {revealed(finding.title)}
        </Anchor>
      </Title>
      <Group gap={4} wrap="nowrap">
        <code className={classes.where}>{where ? revealed(where) : 'This finding belongs to no file'}</code>
        {where && <CopyButton value={where} label="Copy the path" />}
      </Group>
      <Text size="sm" c="dimmed">
        {finding.projectName}, {finding.scanner}, first seen <Time at={finding.firstSeenAt} />
      </Text>
    </>
  )
}

function PeekActs({ finding, onIntent }: { finding: FindingDetail; onIntent: Props['onIntent'] }) {
  const { change, busy, error } = usePeekStatus(finding)
  const inReview = finding.status === 'in-review'
  const unsettled = inReview || finding.status === 'open'
  return (
    <>
      <Group gap="xs" my="sm">
        {unsettled ? (
          <>
            <Button size="xs" onClick={() => onIntent('suppress', finding)}>
              Suppress …
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={busy}
              onClick={() => change(inReview ? 'open' : 'in-review')}
            >
              {inReview ? 'Back to open' : 'Take into review'}
            </Button>
            <Button size="xs" variant="default" disabled={busy} onClick={() => change('resolved')}>
              Mark as resolved
            </Button>
          </>
        ) : (
          finding.detected && (
            <Button size="xs" variant="default" disabled={busy} onClick={() => change('open')}>
              Re-open
            </Button>
          )
        )}
        <Button size="xs" variant="default" onClick={() => onIntent('assign', finding)}>
          {finding.assignee?.name ?? 'Assign …'}
        </Button>
      </Group>
      {error !== null && <ProblemPanel error={error} what="It was not changed." />}
    </>
  )
}

function PeekBody({ finding }: { finding: FindingDetail }) {
  const said = finding.suppression ?? finding.asked
  const lines = finding.snippet ? linesOf(finding.snippet, finding.startLine, finding.endLine) : []
  return (
    <>
      {said && <Suppression of={said} waits={!finding.suppression} />}
      {lines.length > 0 && (
        <pre className={classes.snippet}>{lines.map(({ text }) => revealed(text) || ' ').join('\n')}</pre>
      )}
      <dl className={classes.facts}>
        <dt>Rule</dt>
        <dd>
          <code className="so-code">{revealed(finding.ruleId)}</code>
        </dd>
        {finding.cwe.length > 0 && (
          <>
            <dt>Weakness</dt>
            <dd>{finding.cwe.join(', ')}</dd>
          </>
        )}
        <dt>Due</dt>
        <dd>{finding.dueAt ? <Time at={finding.dueAt} /> : 'No due date'}</dd>
      </dl>
      {finding.description && finding.description.trim() !== finding.title.trim() && (
        <Text size="sm" className={classes.prose}>
          {revealed(finding.description)}
        </Text>
      )}
    </>
  )
}
