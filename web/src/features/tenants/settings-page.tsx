import { Stack, Text, Title } from '@mantine/core'
import { CopyButton } from '../../components/copy-button'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { WebhookSetting } from '../audit/webhook-form'
import { aRole } from '../members/member-rules'
import { RenameTenantForm } from './rename-tenant-form'
import { isOwner, useTenant } from './use-tenant'

export function SettingsPage() {
  const tenant = useTenant()
  return (
    <>
      <PageHeader title="Settings" subtitle={`Of ${tenant.name}`} />
      <div className={panels.body}>
        {isOwner(tenant) ? (
          <Stack gap="xl" maw={560}>
            <RenameTenantForm key={tenant.name} />
            <section aria-labelledby="identity">
              <Title order={2} id="identity">
                Id
              </Title>
              <Text c="dimmed" mb={4}>
                What pipelines and commands call the organisation. It never changes.
              </Text>
              <code className="so-code">{tenant.id}</code>{' '}
              <CopyButton value={tenant.id} label="Copy the id of the organisation" />
            </section>
            <WebhookSetting />
          </Stack>
        ) : (
          <EmptyPanel title="You may not change these settings">
            {`Owners of ${tenant.name} do; you are ${aRole(tenant.role)}.`}
          </EmptyPanel>
        )}
      </div>
    </>
  )
}
