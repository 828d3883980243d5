import { Anchor, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api/client'
import type { AuditStatus } from '../../api/types'
import { exactTime } from '../../components/formats'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { isOwner, useTenant } from '../tenants/use-tenant'
import classes from './audit.module.css'

/** Whether the trail is whole, as far as one answer can tell; the command line verifies all of it. */
export function ChainStatus() {
  const tenantId = useTenant().id
  const status = queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/audit/status',
    { params: { path: { tenantId } } },
    { staleTime: 0 },
  )
  if (status.error)
    return (
      <div className={classes.failed}>
        <ProblemPanel
          error={status.error}
          what="The state of the chain could not be loaded."
          retry={() => void status.refetch()}
        />
      </div>
    )
  const data = status.data
  if (!data) return <div className={classes.waiting} />
  const { lastBlock, verified } = data
  return (
    <section className={`${panels.card} ${classes.status}`} aria-label="Chain">
      <div className={classes.facts}>
        <div className={classes.fact}>
          <Verdict verified={verified} at={new Date(status.dataUpdatedAt)} />
          <Text>
            {lastBlock
              ? `${counted(lastBlock.total, 'entry', 'entries')} sealed in ${counted(lastBlock.no, 'block')}`
              : 'The first block follows the first entry within seconds'}
          </Text>
          <Unsealed unsealed={data.unsealed} />
        </div>
        {verified && <Limits verified={verified} />}
        {verified?.findings.map((finding) => (
          <Text key={finding} size="sm">
            {finding}
          </Text>
        ))}
        <Checkpoints checkpoints={data.checkpoints} />
      </div>
      <Button variant="default" size="xs" loading={status.isFetching} onClick={() => void status.refetch()}>
        Verify now
      </Button>
    </section>
  )
}

const number = (value: number) => value.toLocaleString('en')
const counted = (count: number, one: string, many = `${one}s`) =>
  `${number(count)} ${count === 1 ? one : many}`

type Verified = NonNullable<AuditStatus['verified']>

function Verdict({ verified, at }: { verified: Verified | null; at: Date }) {
  if (!verified) return <StateBadge state="pending">Not sealed yet</StateBadge>
  const until = `#${number(verified.to)}, ${at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`
  return (
    <span title={exactTime(at.toISOString())}>
      {verified.findings.length === 0 ? (
        <StateBadge state="pass">Chain verified to {until}</StateBadge>
      ) : (
        <StateBadge state="fail">Tampered with, found at {until}</StateBadge>
      )}
    </span>
  )
}

/** What was looked at, and what that does not show. */
function Limits({ verified }: { verified: Verified }) {
  const { from, to, entries } = verified
  return (
    <Text c="dimmed" size="sm">
      The service checked blocks #{number(from)} to #{number(to)} with {counted(entries, 'entry', 'entries')}:
      seals, order and that none is missing between them. It did not check{' '}
      {from > 1 ? `blocks before #${number(from)}, ` : ''}
      that no newer block was cut off, which a checkpoint kept elsewhere shows, or itself:{' '}
      <code className="so-code">secureobs audit verify</code> checks an export on your machine.
    </Text>
  )
}

function Unsealed({ unsealed }: { unsealed: AuditStatus['unsealed'] }) {
  if (unsealed.count === 0) return null
  return (
    <Text c="dimmed">
      {number(unsealed.count)} {unsealed.count === 1 ? 'entry waits' : 'entries wait'} for the next block
      {unsealed.oldest && (
        <>
          , the oldest from <Time at={unsealed.oldest} />
        </>
      )}
    </Text>
  )
}

const places = {
  directory: 'a directory',
  'object-store': 'an object store',
  webhook: 'your webhook',
} as const

function Checkpoints({ checkpoints }: { checkpoints: AuditStatus['checkpoints'] }) {
  const tenant = useTenant()
  if (checkpoints.length === 0)
    return (
      <Text c="dimmed" size="sm">
        No checkpoint was sent anywhere yet: outside of the database it would prove that no block was cut off.{' '}
        {isOwner(tenant) ? (
          <Anchor
            size="sm"
            underline="always"
            renderRoot={(props) => (
              <Link to="/tenants/$tenantId/settings" params={{ tenantId: tenant.id }} {...props} />
            )}
          >
            Have them sent to you
          </Anchor>
        ) : (
          'An owner can have them sent to a webhook.'
        )}
      </Text>
    )
  return checkpoints.map((one) => (
    <div key={one.place} className={classes.fact}>
      {one.failingSince ? (
        <StateBadge state="warn">Failing</StateBadge>
      ) : (
        <StateBadge state="pass">Kept</StateBadge>
      )}
      <Text size="sm" c="dimmed">
        {one.no === null || one.deliveredAt === null ? (
          `No checkpoint arrived at ${places[one.place]} yet`
        ) : (
          <>
            Checkpoint #{one.no} in {places[one.place]} <Time at={one.deliveredAt} />
          </>
        )}
        {one.failingSince && (
          <>
            ; failing since <Time at={one.failingSince} />
            {one.failure ? `: ${one.failure}` : ''}
          </>
        )}
      </Text>
    </div>
  ))
}
