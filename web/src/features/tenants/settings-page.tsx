import { Anchor, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CopyButton } from '../../components/copy-button'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { Section, Sections } from '../../components/sections'
import { WebhookSetting } from '../audit/webhook-form'
import { aRole } from '../members/member-rules'
import { RenameTenantForm } from './rename-tenant-form'
import { isOwner, mayAdminister, useTenant } from './use-tenant'

export function SettingsPage() {
  const tenant = useTenant()
  const owner = isOwner(tenant)
  return (
    <>
      <PageHeader title="Settings" subtitle={`What holds for all of ${tenant.name}`} />
      <div className={panels.body}>
        <Sections
          label="Sections of the settings"
          entries={[
            { id: 'general', title: 'General' },
            { id: 'identity', title: 'Id' },
            { id: 'notifications', title: 'Notifications' },
            { id: 'plan', title: 'Plan' },
            { id: 'data', title: 'Data' },
            { id: 'rules', title: 'Rule aliases' },
            { id: 'checkpoints', title: 'Checkpoints' },
          ]}
        >
          <Section id="general" title="General">
            {owner ? (
              <RenameTenantForm key={tenant.name} />
            ) : (
              <Text>
                {tenant.name}. Owners can rename it; you are {aRole(tenant.role)}.
              </Text>
            )}
          </Section>
          <Section
            id="identity"
            title="Id"
            description="What pipelines and commands call the organisation. It never changes."
          >
            <Group gap={8}>
              <code className="so-code">{tenant.id}</code>
              <CopyButton value={tenant.id} label="Copy the id of the organisation" />
            </Group>
          </Section>
          <Section
            id="notifications"
            title="Notifications"
            description="Webhooks, Slack, Microsoft Teams and e-mail are told of blocked runs, and of what expires or falls silent."
          >
            <PageLink to="/tenants/$tenantId/notifications">
              {mayAdminister(tenant) ? 'Manage channels and your digest' : 'Choose what you are told'}
            </PageLink>
          </Section>
          <Section
            id="plan"
            title="Plan"
            description="How many projects, members and findings there may be, and how many there are."
          >
            <PageLink to="/tenants/$tenantId/plan">See the plan and what is used</PageLink>
          </Section>
          <Section
            id="data"
            title="Data"
            description="How long data are kept, an archive of everything, and deleting the organisation."
          >
            <PageLink to="/tenants/$tenantId/data">
              {owner ? 'Manage the data' : 'See who manages the data'}
            </PageLink>
          </Section>
          <Section
            id="rules"
            title="Rule aliases"
            description="When a scanner renames a rule, an alias keeps the decisions on its findings."
          >
            <PageLink to="/tenants/$tenantId/rule-aliases">
              {mayAdminister(tenant) ? 'Manage rule aliases' : 'See the rule aliases'}
            </PageLink>
          </Section>
          <Section
            id="checkpoints"
            title="Checkpoints of the audit trail"
            description="A checkpoint is the signed sum of the trail so far. Kept where nobody who administers this installation can reach it, it proves later that nothing was changed or cut off."
          >
            {owner ? <WebhookSetting /> : <Text>Owners choose where they are posted.</Text>}
          </Section>
        </Sections>
      </div>
    </>
  )
}

type LinkProps = {
  to:
    | '/tenants/$tenantId/notifications'
    | '/tenants/$tenantId/plan'
    | '/tenants/$tenantId/data'
    | '/tenants/$tenantId/rule-aliases'
  children: ReactNode
}

function PageLink({ to, children }: LinkProps) {
  const { id } = useTenant()
  return (
    <Anchor underline="always" renderRoot={(props) => <Link to={to} params={{ tenantId: id }} {...props} />}>
      {children}
    </Anchor>
  )
}
