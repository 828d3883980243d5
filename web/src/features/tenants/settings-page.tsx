import { Group, Stack, Text, Title } from '@mantine/core'
import { CopyButton } from '../../components/copy-button'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { WebhookSetting } from '../audit/webhook-form'
import { RoleNeeded } from '../members/role-needed'
import { RenameTenantForm } from './rename-tenant-form'
import { isOwner, useTenant } from './use-tenant'

export function SettingsPage() {
  const tenant = useTenant()
  return (
    <>
      <PageHeader title="Settings" subtitle={`What holds for all of ${tenant.name}`} />
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
              <Group gap={8}>
                <code className="so-code">{tenant.id}</code>
                <CopyButton value={tenant.id} label="Copy the id of the organisation" />
              </Group>
            </section>
            <WebhookSetting />
          </Stack>
        ) : (
          <RoleNeeded title="You may not change these settings" missing="owner" />
        )}
      </div>
    </>
  )
}
