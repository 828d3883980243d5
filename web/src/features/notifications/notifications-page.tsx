import { Button, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { aRole } from '../members/member-rules'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { BackLink } from './back-link'
import { ChannelList } from './channel-list'
import { CreateChannelDialog } from './create-channel-dialog'
import { MyDigest } from './my-digest'
import classes from './notifications.module.css'
import { useChannels } from './use-channels'

/** Whom the organisation tells of what happens, for admins; and for everybody what they are told themselves. */
export function NotificationsPage() {
  const tenant = useTenant()
  return mayAdminister(tenant) ? <ForAdmins /> : <ForMembers />
}

function ForAdmins() {
  const mail = useChannels().data?.mail ?? false
  const [adding, { open, close }] = useDisclosure()
  return (
    <>
      <BackLink to="/tenants/$tenantId/settings" words="Settings" />
      <PageHeader title="Notifications" subtitle="Who is told of what happens, and whether it arrives">
        <Button onClick={open}>Add a channel</Button>
      </PageHeader>
      <div className={panels.body}>
        <section className={classes.section} aria-labelledby="channels">
          <Title order={2} id="channels">
            Channels
          </Title>
          <ChannelList onAdd={open} />
        </section>
        <OwnDigest />
      </div>
      {adding && <CreateChannelDialog mail={mail} onClose={close} />}
    </>
  )
}

function ForMembers() {
  const tenant = useTenant()
  return (
    <>
      <BackLink to="/tenants/$tenantId/settings" words="Settings" />
      <PageHeader title="Notifications" subtitle={`What ${tenant.name} tells you`} />
      <div className={panels.body}>
        <OwnDigest />
        <Text c="dimmed" mt="xl">
          Admins and owners decide which channels are told; you are {aRole(tenant.role)}.
        </Text>
      </div>
    </>
  )
}

function OwnDigest() {
  return (
    <section className={classes.section} aria-labelledby="digest">
      <Title order={2} id="digest">
        Your own digest
      </Title>
      <MyDigest />
    </section>
  )
}
