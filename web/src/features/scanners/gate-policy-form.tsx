import { Button, Group, Radio, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../api/client'
import type { GatePolicy } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { gatePolicies } from '../projects/gate-policy'
import { useProject } from '../projects/use-project'

type Props = { current: GatePolicy; own: number | null; readOnly: boolean }

export function GatePolicyForm({ current, own, readOnly }: Props) {
  const { tenantId, projectId } = useProject()
  const client = useQueryClient()
  const [policy, setPolicy] = useState(current)
  const save = queries.useMutation('put', '/api/tenants/{tenantId}/projects/{projectId}/gate-policy', {
    onSuccess: () => {
      notifications.show({ title: 'Saved', message: 'The gate policy holds from the next gate on.' })
      return Promise.all([
        client.invalidateQueries({ queryKey: ['get', '/api/tenants/{tenantId}/projects/{projectId}'] }),
        client.invalidateQueries({ queryKey: ['get', '/api/tenants/{tenantId}/projects'] }),
      ])
    },
  })
  return (
    <section aria-labelledby="gate">
      <Title order={2} id="gate" mb="xs">
        Gate
      </Title>
      {own !== null && (
        <Text mb="sm">
          This project has a policy of its own, version {own}, set through the API. Saving one of these
          replaces it by a new version.
        </Text>
      )}
      <Radio.Group
        aria-labelledby="gate"
        value={policy}
        onChange={(value) => setPolicy(gatePolicies.find((one) => one.policy === value)?.policy ?? policy)}
      >
        <Stack gap="sm">
          {gatePolicies.map((one) => (
            <Radio
              key={one.policy}
              value={one.policy}
              label={one.sentence}
              description={one.hint}
              disabled={readOnly && one.policy !== current}
            />
          ))}
        </Stack>
      </Radio.Group>
      {save.error && <ProblemPanel error={save.error} what="The gate policy was not saved." />}
      {!readOnly && (
        <Group mt="md">
          <Button
            disabled={own === null && policy === current}
            loading={save.isPending}
            onClick={() => save.mutate({ params: { path: { tenantId, projectId } }, body: { policy } })}
          >
            Save gate policy
          </Button>
        </Group>
      )}
    </section>
  )
}
