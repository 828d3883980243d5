import { Button, Text } from '@mantine/core'
import { queries } from '../../api/client'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { StateBadge } from '../../components/panels/state-badge'
import { Moment } from '../../components/time'
import { useTenantId } from '../tenants/use-tenant'
import classes from './run-page.module.css'
import { useRunPath } from './use-run'

/** Verdicts are never changed: a run that was decided again has several. */
export function VerdictHistory({ runId }: { runId: string }) {
  const { tenantId, projectId } = useRunPath()
  const verdicts = queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/projects/{projectId}/runs/{runId}/gate-verdicts',
    { params: { path: { tenantId, projectId, runId } } },
  )
  if (verdicts.error) return <ProblemPanel error={verdicts.error} what="The verdicts could not be loaded." />
  if (!verdicts.data) return <SkeletonRows rows={2} />
  if (verdicts.data.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No verdict was kept.
      </Text>
    )
  return (
    <ul className={classes.verdicts} aria-label="Verdicts of this run">
      {verdicts.data.map((one) => (
        <li key={one.id}>
          <StateBadge state={one.blocked ? 'fail' : 'pass'}>{one.blocked ? 'Blocked' : 'Passed'}</StateBadge>
          <span>
            <Moment at={one.decidedAt} />
          </span>
          <Replay verdictId={one.id} />
        </li>
      ))}
    </ul>
  )
}

/** Decides again from what was kept, and says whether the same comes out. */
function Replay({ verdictId }: { verdictId: string }) {
  const tenantId = useTenantId()
  const replay = queries.useMutation('post', '/api/tenants/{tenantId}/gate-verdicts/{verdictId}/replay')
  const outcome = replay.data && (replay.data.same && replay.data.signatureHolds ? 'same again' : 'differs')
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        loading={replay.isPending}
        onClick={() => replay.mutate({ params: { path: { tenantId, verdictId } } })}
      >
        Replay
      </Button>
      <span role="status" className={classes.faint}>
        {outcome}
        {replay.error && 'could not be replayed'}
      </span>
    </>
  )
}
