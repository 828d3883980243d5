import { Anchor, Button, Container, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { api } from '../../api/client'
import { Problem } from '../../api/problem'
import { Logo } from '../../components/logo'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { Time } from '../../components/time'
import { aRole } from '../members/member-rules'
import { signIn } from '../sign-in/session'
import { useMe } from '../tenants/use-tenant'
import { forgetInvitation, heldInvitation, takeInvitation } from './held-invitation'

const key = ['invitation']

export function InvitePage() {
  const me = useMe().data
  const client = useQueryClient()
  // Another link pasted into this tab changes nothing but the fragment: no new page is loaded.
  useEffect(() => {
    const onChange = () => takeInvitation() && void client.resetQueries({ queryKey: key })
    window.addEventListener('hashchange', onChange)
    return () => window.removeEventListener('hashchange', onChange)
  }, [client])
  return (
    <Container component="main" size={460} py={72}>
      <title>Invitation · SecureObs</title>
      <Stack gap="lg">
        <Logo />
        <Paper withBorder p="lg" radius="md">
          <Invitation />
        </Paper>
        {me && (
          <Group justify="space-between">
            <Text c="dimmed" size="sm">
              Signed in as {me.name} ({me.username})
            </Text>
            <Anchor component="button" type="button" size="sm" onClick={() => void signIn()}>
              Use another account
            </Anchor>
          </Group>
        )}
      </Stack>
    </Container>
  )
}

function Invitation() {
  const client = useQueryClient()
  const navigate = useNavigate()
  // The token is read where it is sent, and is part of neither key nor variables: caches never hold it.
  const token = () => heldInvitation() ?? ''
  const preview = useQuery({
    queryKey: key,
    queryFn: async () =>
      heldInvitation()
        ? ((await api.POST('/api/invitations/preview', { body: { token: token() } })).data ?? null)
        : null,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const accept = useMutation({
    mutationFn: async () => (await api.POST('/api/invitations/accept', { body: { token: token() } })).data,
    onSuccess: async (accepted) => {
      await client.invalidateQueries({ queryKey: ['get', '/api/me'] })
      if (accepted)
        await navigate({
          to: '/tenants/$tenantId/projects',
          params: { tenantId: accepted.tenantId },
          replace: true,
        })
      forgetInvitation()
    },
  })
  if (isGone(preview.error) || isGone(accept.error)) return <Gone />
  if (preview.error)
    return (
      <ProblemPanel
        error={preview.error}
        what="The invitation could not be loaded."
        retry={() => void preview.refetch()}
      />
    )
  if (preview.isPending) return <SkeletonRows rows={3} />
  if (!preview.data)
    return (
      <Words title="This page needs the whole link">
        An invitation is a link that ends in <code className="so-code">#sobi_…</code>. Open the one you were
        given once more. It is not kept in the address, so reloading this page loses it.
      </Words>
    )
  const { tenantName, role, expiresAt, alreadyMember } = preview.data
  if (alreadyMember)
    return (
      <Words title={`You are in ${tenantName} already`}>
        There is nothing to accept. The invitation is still good for somebody else.
      </Words>
    )
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>Join {tenantName}?</Title>
        <Text mt="xs">
          You are invited to be {aRole(role)} of <strong>{tenantName}</strong>. Its members will see your name
          and username.
        </Text>
        <Text c="dimmed" mt={4} size="sm">
          The invitation works once and expires <Time at={expiresAt} />.
        </Text>
      </div>
      {accept.error && <ProblemPanel error={accept.error} what="You did not join." />}
      <Group>
        <Button loading={accept.isPending} onClick={() => accept.mutate()}>
          Join {tenantName}
        </Button>
        <Home words="Not now" />
      </Group>
    </Stack>
  )
}

const Gone = () => (
  <Words title="This invitation does not work">
    It was used, was revoked or has expired, or the link lost a part on its way. Ask whoever sent it for a new
    one.
  </Words>
)

const isGone = (error: unknown) => error instanceof Problem && (error.status === 404 || error.status === 400)

function Words({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Title order={1}>{title}</Title>
      <Text c="dimmed" mt="xs" mb="md">
        {children}
      </Text>
      <Home words="Go to your organisations" />
    </>
  )
}

const Home = ({ words }: { words: string }) => (
  <Anchor renderRoot={(props) => <Link to="/" {...props} />}>{words}</Anchor>
)
