import { Button, Container, Group, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { queries } from '../../api/client'
import type { Tenant } from '../../api/types'
import { Logo } from '../../components/logo'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { StateBadge } from '../../components/panels/state-badge'
import { Moment, Time } from '../../components/time'
import { aRole } from '../members/member-rules'
import { OtherTenants } from './other-tenants'
import { isOwner } from './use-tenant'

type Props = { tenant: Tenant; deleteAfter: string }

/** In place of all pages of an organisation that is closed: until when it can be taken back, and by whom. */
export default function ClosedPage({ tenant, deleteAfter }: Props) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <Container component="main" size={560} py={72}>
      <title>{`${tenant.name} is closed · SecureObs`}</title>
      <Stack gap="lg">
        <Logo />
        <div>
          <Title order={1} ref={title} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
            {tenant.name} is closed
          </Title>
          <Group gap={8} mt="sm">
            <StateBadge state="fail">To be deleted</StateBadge>
            <Text>
              after <Moment at={deleteAfter} />, <Time at={deleteAfter} />
            </Text>
          </Group>
          <Text mt="sm">
            Everything of it is still there, and nobody sees it. Its API keys are refused, so pipelines fail.
          </Text>
        </div>
        {isOwner(tenant) ? (
          <TakeBack tenant={tenant} />
        ) : (
          <Text>
            An owner of {tenant.name} can take that back until then; you are {aRole(tenant.role)}. Ask one of
            them if you do not expect this.
          </Text>
        )}
        <OtherTenants tenantId={tenant.id} />
      </Stack>
    </Container>
  )
}

function TakeBack({ tenant }: { tenant: Tenant }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const undo = queries.useMutation('delete', '/api/tenants/{tenantId}/deletion', {
    onSuccess: async () => {
      // Nothing that was refused meanwhile is remembered.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[1] !== '/api/me' })
      await client.invalidateQueries({ queryKey: ['get', '/api/me'] })
      await navigate({ to: '/tenants/$tenantId', params: { tenantId: tenant.id } })
      notifications.show({
        title: 'Taken back',
        message: `${tenant.name} is as it was. Its keys work again.`,
      })
    },
  })
  return (
    <Stack align="flex-start">
      {undo.error && <ProblemPanel error={undo.error} what="The deletion was not taken back." />}
      <Button
        loading={undo.isPending}
        onClick={() => undo.mutate({ params: { path: { tenantId: tenant.id } } })}
      >
        Take it back
      </Button>
      <Text c="dimmed">Then it is open again for everybody who is in it, with all that it has.</Text>
    </Stack>
  )
}
