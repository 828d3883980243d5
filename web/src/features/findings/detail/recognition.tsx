import { Button, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { queries } from '../../../api/client'
import type { FindingDetail } from '../../../api/types'
import { CopyButton } from '../../../components/copy-button'
import panels from '../../../components/panels/panels.module.css'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { Time } from '../../../components/time'
import { useTenantId } from '../../tenants/use-tenant'
import { DistinctDialog } from './distinct-dialog'
import classes from './finding.module.css'
import { rungWords } from './rung-words'
import { SameForm } from './same-form'

type Props = { finding: FindingDetail }

/** Why this is taken for the finding of before, and how to say otherwise. */
export function Recognition({ finding }: Props) {
  const [open, setOpen] = useState(false)
  const { by, means } = rungWords(finding.rung)
  return (
    <section className={panels.card} aria-labelledby="recognition">
      <div className={classes.cardHead}>
        <Title order={2} size="h3" id="recognition">
          Why the same as before
        </Title>
      </div>
      <div className={classes.cardBody}>
        <Text fw={500}>{by}</Text>
        <Text c="dimmed" size="sm">
          {means}
        </Text>
        <details className={classes.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>What it is known by, and what to do when that is wrong</summary>
          {open && <Known finding={finding} />}
        </details>
      </div>
    </section>
  )
}

function Known({ finding }: Props) {
  const tenantId = useTenantId()
  const [splitting, setSplitting] = useState<string | null>(null)
  const identity = queries.useQuery('get', '/api/tenants/{tenantId}/findings/{findingId}/identity', {
    params: { path: { tenantId, findingId: finding.id } },
  })
  if (identity.error)
    return (
      <ProblemPanel
        error={identity.error}
        what="What it is known by could not be loaded."
        retry={() => void identity.refetch()}
      />
    )
  if (!identity.data) return <SkeletonRows rows={2} height={24} />
  const { fingerprints } = identity.data
  return (
    <>
      <ul className={classes.plainList} aria-label="Fingerprints">
        {fingerprints.map((one) => (
          <li key={one.fingerprint}>
            <span className={classes.grow}>
              <span className={classes.inline}>
                <code className="so-code" title={one.fingerprint}>
                  {one.fingerprint.slice(0, 12)}…
                </code>
                <CopyButton value={one.fingerprint} label="Copy the fingerprint" />
              </span>
              <Text c="dimmed" size="xs" component="span" display="block">
                {one.isCurrent ? 'as it is now' : 'as it was'}, since <Time at={one.addedAt} />
                {one.taught && ', said by a person'}
              </Text>
            </span>
            {fingerprints.length > 1 && (
              <Button
                variant="default"
                size="compact-xs"
                aria-label={`Fingerprint ${one.fingerprint.slice(0, 12)} is not the same finding`}
                onClick={() => setSplitting(one.fingerprint)}
              >
                Not the same
              </Button>
            )}
          </li>
        ))}
      </ul>
      {fingerprints.length === 1 && (
        <Text c="dimmed" size="sm">
          It was never anything else, so there is nothing to split off.
        </Text>
      )}
      <SameForm finding={finding} />
      <DistinctDialog finding={finding} fingerprint={splitting} onClose={() => setSplitting(null)} />
    </>
  )
}
