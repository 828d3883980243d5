import { Anchor, Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { Logo } from '../../components/logo'
import { signIn } from './session'
import classes from './sign-in.module.css'

type Props = { problem?: string }

export function SignInPage({ problem }: Props) {
  const [away, setAway] = useState(false)
  const start = () => {
    setAway(true)
    signIn().catch(() => setAway(false))
  }
  return (
    <main className={classes.page}>
      <Paper withBorder radius="md" p="xl" className={classes.card}>
        <Stack gap="lg">
          <Logo large />
          <div>
            <Title order={1} size="h2">
              Sign in to SecureObs
            </Title>
            <Text c="dimmed" mt={4}>
              {promise()}
            </Text>
          </div>
          {problem ? (
            <div role="alert">
              <Text>{problem}</Text>
              <Anchor component="button" type="button" onClick={() => location.reload()}>
                Try again
              </Anchor>
            </div>
          ) : (
            <Button size="md" onClick={start} loading={away} fullWidth>
              Sign in with Microsoft
            </Button>
          )}
        </Stack>
      </Paper>
    </main>
  )
}

function promise(): string {
  if (location.pathname === '/invite') return 'Then you see who invites you to what, and can accept.'
  return location.pathname === '/'
    ? 'Security findings of your pipelines, in one place.'
    : 'You will come back to the page you asked for.'
}
