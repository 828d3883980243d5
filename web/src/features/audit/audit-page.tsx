import { Button, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { RoleNeeded } from '../members/role-needed'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { AuditFilterBar } from './audit-filter-bar'
import { type AuditFilters, auditSentence, parseAuditFilters } from './audit-filters'
import { AuditTable } from './audit-table'
import { actionFilterWords } from './audit-words'
import { ChainStatus } from './chain-status'
import { ExportButton } from './export-button'
import { useAudit, useNames } from './use-audit'

const route = getRouteApi('/tenants/$tenantId/audit')

export function AuditPage() {
  const tenant = useTenant()
  if (!mayAdminister(tenant))
    return (
      <>
        <PageHeader title="Audit" />
        <RoleNeeded title="You may not see the audit trail" missing="admin" />
      </>
    )
  return <Trail tenantId={tenant.id} />
}

function Trail({ tenantId }: { tenantId: string }) {
  const filters = route.useSearch()
  const navigate = route.useNavigate()
  const change = (next: AuditFilters) => void navigate({ search: parseAuditFilters(next) })
  const named = useNames(tenantId)
  const [opened] = useState(Date.now)
  const audit = useAudit(tenantId, filters, opened)
  const items = audit.data?.pages.flatMap((page) => page.items)
  const actorName =
    named.names.get(filters.actor ?? '') ?? items?.find((one) => one.actorId === filters.actor)?.actor
  const subjectName = named.names.get(filters.subject ?? '')
  return (
    <>
      <PageHeader
        title="Audit"
        subtitle={
          filters.reads
            ? 'Who did and looked at what, newest first. Nothing here can be changed.'
            : 'Who changed what, newest first; who only looked is left out. Nothing here can be changed.'
        }
      >
        <ExportButton filters={filters} />
      </PageHeader>
      <ChainStatus />
      <AuditFilterBar
        filters={filters}
        change={change}
        people={named.people}
        keys={named.keys}
        actorName={actorName}
        subjectName={subjectName}
      />
      <div className={panels.body}>
        {audit.error && (
          <ProblemPanel
            error={audit.error}
            what="The audit trail could not be loaded."
            retry={() => void audit.refetch()}
          />
        )}
        {audit.isPending && <SkeletonRows rows={8} height={44} />}
        {items?.length === 0 && (
          <EmptyPanel title="No entry fits these filters">
            <Text c="dimmed">
              {`There is no ${filters.reads ? 'entry' : 'change'} ${auditSentence(filters, {
                ...(actorName ? { actor: actorName } : {}),
                ...(filters.action ? { action: actionFilterWords(filters.action) } : {}),
              })}.`}
            </Text>
            <Button variant="default" size="xs" onClick={() => change({ reads: 'true', period: 'all' })}>
              Show everything
            </Button>
          </EmptyPanel>
        )}
        {items && items.length > 0 && (
          <AuditTable
            items={items}
            names={named.names}
            dimmed={audit.isPlaceholderData}
            onActor={(actor) => change({ ...filters, actor })}
            onSubject={(subject) => change({ ...filters, subject })}
          />
        )}
        {audit.hasNextPage && (
          <Button
            mt="sm"
            variant="default"
            loading={audit.isFetchingNextPage}
            onClick={() => void audit.fetchNextPage()}
          >
            Show older entries
          </Button>
        )}
      </div>
    </>
  )
}
