import { Anchor, Group } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { queries } from '../../../api/client'
import { useShortcuts } from '../../../app/shell/keyboard'
import { BackIcon } from '../../../components/icons'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { useTenantId } from '../../tenants/use-tenant'
import { rememberOpened } from '../last-opened'
import { useOriginatingList } from '../use-findings'
import classes from './finding.module.css'
import { FindingCare } from './finding-care'
import { FindingEvidence } from './finding-evidence'
import { FindingFacts } from './finding-facts'
import { FindingHeader } from './finding-header'
import { StatusPanel } from './status-panel'
import { useFocusAfterChange } from './use-focus-after-change'

const route = getRouteApi('/tenants/$tenantId/findings/$findingId')

export function FindingPage() {
  const tenantId = useTenantId()
  const { findingId } = route.useParams()
  const filters = route.useSearch()
  const navigate = route.useNavigate()
  const statusPanel = useRef<HTMLElement>(null)
  const list = useOriginatingList(tenantId, filters)
  const place = list.findIndex((one) => one.id === findingId)
  const previous = place > 0 ? list[place - 1] : undefined
  const next = place >= 0 ? list[place + 1] : undefined
  const query = queries.useQuery('get', '/api/tenants/{tenantId}/findings/{findingId}', {
    params: { path: { tenantId, findingId } },
  })

  const show = (finding: { id: string } | undefined) => {
    if (!finding) return
    rememberOpened(finding.id)
    void navigate({ params: { tenantId, findingId: finding.id }, search: filters, replace: true })
  }
  const back = () =>
    void navigate({ to: '/tenants/$tenantId/findings', params: { tenantId }, search: filters })
  useShortcuts({
    j: () => show(next),
    k: () => show(previous),
    s: () => statusPanel.current?.querySelector<HTMLElement>('input, button')?.focus(),
    Escape: back,
  })
  const loaded = query.data?.id
  useEffect(() => {
    if (loaded) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }, [loaded])

  useFocusAfterChange(statusPanel, query.data)

  return (
    <div className={classes.page}>
      <Group justify="space-between" className={classes.trail}>
        <Anchor
          className={classes.back}
          renderRoot={(props) => (
            <Link to="/tenants/$tenantId/findings" params={{ tenantId }} search={filters} {...props} />
          )}
        >
          <BackIcon /> Findings
        </Anchor>
        {place >= 0 && (
          <nav aria-label="List the finding was opened from" className={classes.neighbours}>
            <button type="button" disabled={!previous} onClick={() => show(previous)}>
              Previous
            </button>
            <span>
              {place + 1} of {list.length}
            </span>
            <button type="button" disabled={!next} onClick={() => show(next)}>
              Next
            </button>
          </nav>
        )}
      </Group>
      {query.error && (
        <>
          <title>Finding · SecureObs</title>
          <ProblemPanel
            error={query.error}
            what="The finding could not be loaded."
            retry={() => void query.refetch()}
          />
        </>
      )}
      {query.isPending && <SkeletonRows rows={6} height={48} />}
      {query.data && (
        <>
          <FindingHeader finding={query.data} />
          <div className={classes.columns}>
            <FindingEvidence finding={query.data} />
            <aside className={classes.side} aria-label="Triage and facts">
              <StatusPanel
                key={`${query.data.id} ${query.data.status} ${query.data.asked?.id}`}
                finding={query.data}
                panelRef={statusPanel}
                next={next ? () => show(next) : null}
              />
              <FindingCare finding={query.data} />
              <FindingFacts finding={query.data} />
            </aside>
          </div>
        </>
      )}
    </div>
  )
}
