import { Paper, Text, Title } from '@mantine/core'
import type { Me } from '../../api/types'
import { AcceptLinkForm } from '../invitations/accept-link-form'
import { CreateTenantForm } from './create-tenant-form'
import { EraseMe } from './erase-me'
import classes from './tenants.module.css'

/** For somebody who is in no organisation: one of two ways leads on. */
export function Newcomer({ me }: { me: Me }) {
  return (
    <>
      <div>
        <Title order={1}>You are in no organisation yet</Title>
        <Text c="dimmed" mt={4}>
          Projects, their findings and the people who see them belong to an organisation. Create yours, or
          join that of your colleagues.
        </Text>
      </div>
      <div className={classes.ways}>
        <Paper component="section" withBorder p="lg" radius="md" aria-labelledby="create-organisation">
          <Title order={2} id="create-organisation" mb={4}>
            Create an organisation
          </Title>
          <Text c="dimmed" mb="md">
            For the first of a company or team. A guide then takes you to the first scan, in four steps.
          </Text>
          <CreateTenantForm />
        </Paper>
        <Paper component="section" withBorder p="lg" radius="md" aria-labelledby="accept-invitation">
          <Title order={2} id="accept-invitation" mb={4}>
            Accept an invitation
          </Title>
          <Text c="dimmed" mb="md">
            When your colleagues use SecureObs already. An owner or admin of theirs makes the link, on the
            page Members; tell them that you are <strong>{me.username}</strong>.
          </Text>
          <AcceptLinkForm />
        </Paper>
      </div>
      <EraseMe />
    </>
  )
}
