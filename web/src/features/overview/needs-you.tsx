import { Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Overview } from '../../api/types'
import type { ChartLink } from '../../components/charts'
import { compactCount } from '../../components/formats'
import type { Reporting } from '../projects/projects-search'
import { useTenantId } from '../tenants/use-tenant'
import classes from './overview.module.css'

type Tile = { key: string; count: number; label: string; context: string; to: ChartLink }

/** The service counts no further. */
const mostCounted = 10_000

/** Queues that wait for somebody. A number leads to the list that has as many. */
export function NeedsYou({ overview }: { overview: Overview }) {
  const tiles = tilesOf(overview, useTenantId())
  return (
    <section aria-labelledby="needs-you">
      <Title order={2} size="h3" id="needs-you" mb={8}>
        Needs you
      </Title>
      <ul className={classes.tiles}>
        {tiles.map(({ key, count, label, context, to }) => (
          <li key={key}>
            <Link
              {...to}
              className={classes.tile}
              data-none={count === 0 || undefined}
              data-tile={key}
              title={`${count} ${label.toLowerCase()} ${context}`}
            >
              <strong className={classes.count}>{count > mostCounted ? '10k+' : compactCount(count)}</strong>
              <span className={classes.label}>{label}</span>
              <span className={classes.context}>{context}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function tilesOf({ needsYou, coverage }: Overview, tenantId: string): Tile[] {
  const params = { tenantId }
  const findings = (search: ChartLink['search']): ChartLink => ({
    to: '/tenants/$tenantId/findings',
    params,
    search,
  })
  const projects = (reporting: Reporting): ChartLink => ({
    to: '/tenants/$tenantId/projects',
    params,
    search: { reporting },
  })
  return [
    {
      key: 'blocked-runs',
      count: needsYou.blockedRuns,
      label: 'Blocked runs',
      context: 'in the last 7 days',
      to: { to: '/tenants/$tenantId/runs', params, search: { verdict: 'blocked', days: 7 } },
    },
    {
      key: 'waiting',
      count: needsYou.waitingSuppressions,
      label: 'Suppressions',
      context: 'wait for approval',
      to: { to: '/tenants/$tenantId/suppressions', params, search: { state: 'waiting' } },
    },
    {
      key: 'expiring',
      count: needsYou.expiringFindings,
      label: 'Suppressed findings',
      context: 'open again within 14 days',
      to: findings({ status: ['suppressed'], endsWithinDays: 14 }),
    },
    {
      key: 'overdue',
      count: needsYou.overdueFindings,
      label: 'Overdue findings',
      context: 'past their due date',
      to: findings({ overdue: true }),
    },
    {
      key: 'silent',
      count: coverage.silent,
      label: 'Silent projects',
      context: `no run for ${coverage.silentAfterDays} days`,
      to: projects('silent'),
    },
    {
      key: 'never-scanned',
      count: coverage.neverScanned,
      label: 'Projects',
      context: 'never scanned',
      to: projects('never-scanned'),
    },
  ]
}
