import { Anchor, Button, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../api/client'
import { BackIcon } from '../../components/icons'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { Time } from '../../components/time'
import projects from '../projects/projects.module.css'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { AddAliasDialog } from './add-alias-dialog'
import type { RuleAlias } from './alias-words'
import { RemoveAliasDialog } from './remove-alias-dialog'

export function RuleAliasesPage() {
  const tenant = useTenant()
  const allowed = mayAdminister(tenant)
  const [adding, { open, close }] = useDisclosure()
  const aliases = queries.useQuery('get', '/api/tenants/{tenantId}/rule-aliases', {
    params: { path: { tenantId: tenant.id } },
  })
  return (
    <>
      <div>
        <Anchor
          className={projects.trail}
          renderRoot={(props) => (
            <Link to="/tenants/$tenantId/settings" params={{ tenantId: tenant.id }} {...props} />
          )}
        >
          <BackIcon /> Settings
        </Anchor>
      </div>
      <PageHeader
        title="Rule aliases"
        subtitle="Rules that their scanners gave another name: findings of the old name go on under the new one"
      >
        {allowed && <Button onClick={open}>Add an alias</Button>}
      </PageHeader>
      <div className={panels.body}>
        {aliases.error && (
          <ProblemPanel
            error={aliases.error}
            what="The rule aliases could not be loaded."
            retry={() => void aliases.refetch()}
          />
        )}
        {aliases.isPending && <SkeletonRows rows={4} height={40} />}
        {aliases.data?.length === 0 && (
          <EmptyPanel title="No rule has another name">
            {`When a scanner renames a rule, its findings look new and lose their decisions. An alias keeps them.${
              allowed ? '' : ` Admins and owners of ${tenant.name} add one.`
            }`}
          </EmptyPanel>
        )}
        {aliases.data && aliases.data.length > 0 && <AliasTable aliases={aliases.data} allowed={allowed} />}
      </div>
      <AddAliasDialog opened={adding} onClose={close} />
    </>
  )
}

function AliasTable({ aliases, allowed }: { aliases: RuleAlias[]; allowed: boolean }) {
  const [removing, setRemoving] = useState<RuleAlias | null>(null)
  return (
    <section className={projects.scroller} aria-label="Rule aliases">
      <Table className={projects.table} verticalSpacing={10} horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Scanner</Table.Th>
            <Table.Th>Was called</Table.Th>
            <Table.Th>Is called now</Table.Th>
            <Table.Th>Since</Table.Th>
            {allowed && <Table.Th aria-label="Actions" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {aliases.map((alias) => (
            <Table.Tr key={`${alias.scanner} ${alias.oldRule}`}>
              <Table.Td>{alias.scanner}</Table.Td>
              <Table.Th scope="row" ta="left" fw={400} style={{ overflowWrap: 'anywhere' }}>
                <code className="so-code">{alias.oldRule}</code>
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <code className="so-code">{alias.newRule}</code>
              </Table.Td>
              <Table.Td>
                <Time at={alias.createdAt} />
              </Table.Td>
              {allowed && (
                <Table.Td ta="right">
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Remove the alias of ${alias.oldRule}`}
                    onClick={() => setRemoving(alias)}
                  >
                    Remove
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <RemoveAliasDialog alias={removing} onClose={() => setRemoving(null)} />
    </section>
  )
}
