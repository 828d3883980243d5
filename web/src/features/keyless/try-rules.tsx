import { Button, Group, Stack, Table, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { queries } from '../../api/client'
import type { TriedRule } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { StateBadge } from '../../components/panels/state-badge'
import projects from '../projects/projects.module.css'
import { useProject } from '../projects/use-project'
import { trustRulesPath } from './use-trust-rules'

/** Why a token gets in or not, rule by rule. What is pasted goes to the API, which keeps nothing of it. */
export function TryRules() {
  const { tenantId, projectId } = useProject()
  const [claims, setClaims] = useState('')
  const attempt = queries.useMutation('post', `${trustRulesPath}/try`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (claims.trim())
      attempt.mutate({ params: { path: { tenantId, projectId } }, body: { claims: claims.trim() } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Textarea
          label="Try a token"
          description="Paste its claims as JSON, or the part between its two dots. Leave the signature out."
          autosize
          minRows={2}
          maxRows={10}
          maxLength={16_384}
          value={claims}
          onChange={(event) => setClaims(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" variant="default" disabled={!claims.trim()} loading={attempt.isPending}>
            Try it
          </Button>
        </Group>
        {attempt.error && <ProblemPanel error={attempt.error} what="The claims could not be read." />}
        <div aria-live="polite">
          {attempt.data?.rules.map((rule) => (
            <Tried key={rule.id} rule={rule} />
          ))}
        </div>
      </Stack>
    </form>
  )
}

function Tried({ rule }: { rule: TriedRule }) {
  return (
    <section aria-label={`What ${rule.name} says`}>
      <Group gap="sm" mt="sm" mb={4}>
        <StateBadge state={rule.isMatch ? 'pass' : 'suppressed'}>
          {rule.isMatch ? 'Matches' : 'Does not match'}
        </StateBadge>
        <Text fw={600}>{rule.name}</Text>
      </Group>
      <div className={projects.scroller}>
        <Table className={projects.table} verticalSpacing={6} horizontalSpacing={16}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Claim</Table.Th>
              <Table.Th>Is</Table.Th>
              <Table.Th>The rule wants</Table.Th>
              <Table.Th>The token says</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rule.checks.map((check) => (
              <Table.Tr key={check.claim}>
                <Table.Th scope="row" ta="left">
                  {check.claim}
                </Table.Th>
                <Table.Td>{check.ok ? 'Good' : 'Different'}</Table.Td>
                <Table.Td>
                  <code className="so-code">{check.wanted}</code>
                </Table.Td>
                <Table.Td>
                  {check.found === null ? 'Nothing' : <code className="so-code">{check.found}</code>}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  )
}
