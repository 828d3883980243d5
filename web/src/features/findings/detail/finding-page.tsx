import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { queries } from '../../../api/client'
import { bound } from '../../../app/shell/key-table'
import { useShortcuts } from '../../../app/shell/keyboard'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { useTenantId } from '../../tenants/use-tenant'
import { rememberOpened } from '../last-opened'
import { useNeighbours } from '../sequence'
import classes from './finding.module.css'
import { FindingBody } from './finding-body'
import { FindingHeader } from './finding-header'
import { pageKeys } from './page-keys'
import { Trail } from './trail'
import { useFocusAfterChange } from './use-focus-after-change'

const route = getRouteApi('/tenants/$tenantId/findings/$findingId')

export function FindingPage() {
  const tenantId = useTenantId()
  const { findingId } = route.useParams()
  const filters = route.useSearch()
  const navigate = route.useNavigate()
  const statusPanel = useRef<HTMLElement>(null)
  const around = useNeighbours(findingId)
  const query = queries.useQuery('get', '/api/tenants/{tenantId}/findings/{findingId}', {
    params: { path: { tenantId, findingId } },
  })
  const finding = query.data

  const show = (other: { id: string } | null) => {
    if (!other) return
    rememberOpened(other.id)
    void navigate({ params: { tenantId, findingId: other.id }, search: filters, replace: true })
  }
  const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus()
  useShortcuts(
    bound(pageKeys, {
      next: () => show(around.next),
      previous: () => show(around.previous),
      suppress: () =>
        (
          statusPanel.current?.querySelector<HTMLElement>('input[type=radio]') ??
          statusPanel.current?.querySelector('button')
        )?.focus(),
      assign: () => focus('[data-assignee]'),
      back: () => void navigate({ to: '/tenants/$tenantId/findings', params: { tenantId }, search: filters }),
    }),
  )
  const loaded = finding?.id
  useEffect(() => {
    if (loaded) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }, [loaded])
  useFocusAfterChange(statusPanel, finding)

  return (
    <div className={classes.page}>
      <Trail
        filters={filters}
        project={finding ? { id: finding.projectId, name: finding.projectName } : null}
        around={around}
        show={show}
      />
      {query.error && (
        <>
          {!finding && <title>Finding · SecureObs</title>}
          <ProblemPanel
            error={query.error}
            what={finding ? 'The finding could not be loaded anew.' : 'The finding could not be loaded.'}
            retry={() => void query.refetch()}
          />
        </>
      )}
      {query.isPending && <SkeletonRows rows={6} height={48} />}
      {finding && (
        <>
          <FindingHeader finding={finding} />
          <FindingBody
            key={finding.id}
            finding={finding}
            panelRef={statusPanel}
            next={around.next ? () => show(around.next) : null}
          />
        </>
      )}
    </div>
  )
}
