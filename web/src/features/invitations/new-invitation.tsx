import { Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import { asProblem } from '../../api/problem'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import keys from '../api-keys/new-key.module.css'
import { aRole } from '../members/member-rules'
import type { Made } from './make-invitation'

/** Of one of those who were invited at once. */
export type Outcome = { note: string | null; made?: Made; error?: unknown }

type Props = { outcomes: readonly Outcome[]; onClose: () => void }

export function NewInvitations({ outcomes, onClose }: Props) {
  const made = outcomes.flatMap((one) => one.made ?? [])
  const [first] = made
  const all = made.map((one) => (one.note ? `${one.note}: ${one.link}` : one.link)).join('\n')
  return (
    <Stack>
      {first && (
        <Text>
          This is the only time that {made.length === 1 ? 'the link is' : 'the links are'} shown. Whoever
          opens one first becomes {aRole(first.role)}, so send it as you would send a password. It expires{' '}
          <Time at={first.expiresAt} />.
        </Text>
      )}
      {outcomes.map((one, at) => (
        <OutcomeLine key={one.note ?? ''} outcome={one} named={outcomes.length > 1} first={at === 0} />
      ))}
      <Group justify="flex-end">
        {made.length > 1 && (
          <CopyButton value={all} timeout={3000}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? 'Copied' : `Copy all ${made.length} links`}
              </Button>
            )}
          </CopyButton>
        )}
        <Button variant="default" onClick={onClose}>
          {made.length > 1 ? 'I have sent them' : made.length === 1 ? 'I have sent it' : 'Close'}
        </Button>
      </Group>
    </Stack>
  )
}

type LineProps = { outcome: Outcome; named: boolean; first: boolean }

function OutcomeLine({ outcome, named, first }: LineProps) {
  const { note, made, error } = outcome
  return (
    <div>
      {(named || !made) && (
        <Group gap={8} mb={4}>
          {made ? (
            <StateBadge state="pass">Created</StateBadge>
          ) : (
            <StateBadge state="fail">Failed</StateBadge>
          )}
          <Text fw={600}>{note ?? 'The invitation'}</Text>
        </Group>
      )}
      {made ? (
        <div className={keys.key}>
          <code data-new-link>{made.link}</code>
          <CopyButton value={made.link} timeout={3000}>
            {({ copied, copy }) => (
              <Button
                onClick={copy}
                size="xs"
                aria-label={copied ? 'Copied' : `Copy link${note && named ? ` for ${note}` : ''}`}
                {...(first ? { 'data-autofocus': true } : {})}
              >
                {copied ? 'Copied' : 'Copy link'}
              </Button>
            )}
          </CopyButton>
        </div>
      ) : (
        <Text role="alert" size="sm">
          It was not made. {asProblem(error).message}
        </Text>
      )}
    </div>
  )
}
