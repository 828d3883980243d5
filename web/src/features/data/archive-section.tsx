import { Button, Group, Stack, Text } from '@mantine/core'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { ArchiveCard } from './archive-card'
import { isInWork } from './archives'
import classes from './data.module.css'
import { HashKey } from './hash-key'
import { useArchives, useChangeArchives } from './use-archives'

export function ArchiveSection() {
  const { data, error, refetch } = useArchives()
  const { ask, asking, askError } = useChangeArchives()
  const busy = data?.items.some(isInWork) ?? false
  return (
    <Stack gap="md">
      <details className={classes.more}>
        <summary>What is in it</summary>
        <ul>
          <li>projects, runs, findings with all decisions, comments and links: one JSON object a line</li>
          <li>the findings of each project as SARIF, for other tools</li>
          <li>gate policies and verdicts, infrastructure and attack paths</li>
          <li>the audit trail, which can be verified without SecureObs</li>
          <li>who is a member and who was, by name</li>
        </ul>
        <p>Not in it: keys, invitations, addresses of webhooks. A README.txt inside says how to read it.</p>
      </details>
      <Text>
        <strong>It lists your weaknesses.</strong> Whoever has the file knows where you can be attacked: keep
        it as you keep passwords. It stays here for seven days; asking for another one removes it.
      </Text>
      {error && !data && (
        <ProblemPanel error={error} what="The archives could not be loaded." retry={() => void refetch()} />
      )}
      {!error && !data && <SkeletonRows rows={1} height={88} />}
      {data?.items.map((archive) => (
        <ArchiveCard key={archive.id} archive={archive} />
      ))}
      {askError && <ProblemPanel error={askError} what="No archive was asked for." />}
      <Group>
        {data && !busy && (
          <Button loading={asking} variant={data.items.length > 0 ? 'default' : 'filled'} onClick={ask}>
            {data.items.length > 0 ? 'Ask for a newer archive' : 'Ask for an archive'}
          </Button>
        )}
        <HashKey />
      </Group>
    </Stack>
  )
}
