import { Anchor, Button, Stack, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Delivery } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import projects from '../projects/projects.module.css'
import { useTenantId } from '../tenants/use-tenant'
import { eventList } from './channel-words'
import { answerOf, deliveryStates, mayReplay } from './delivery-words'
import classes from './notifications.module.css'
import { useReplay } from './use-channels'

type Props = { channelId: string; deliveries: Delivery[] }

export function DeliveryTable({ channelId, deliveries }: Props) {
  const { replay, busy, error } = useReplay(channelId)
  return (
    <Stack gap="sm">
      {error && <ProblemPanel error={error} what="The message is not sent again." />}
      <section className={projects.scroller} aria-label="Deliveries">
        <Table className={projects.table} verticalSpacing={10} horizontalSpacing={16}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>Attempts</Table.Th>
              <Table.Th>Last answer</Table.Th>
              <Table.Th>Next attempt</Table.Th>
              <Table.Th aria-label="Actions" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {deliveries.map((one) => (
              <DeliveryRow
                key={one.id}
                delivery={one}
                busy={busy === one.id}
                onReplay={() => replay(one.id)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </Stack>
  )
}

type RowProps = { delivery: Delivery; busy: boolean; onReplay: () => void }

function DeliveryRow({ delivery, busy, onReplay }: RowProps) {
  const { createdAt, deliveredAt, attempts, nextAttemptAt, state, events } = delivery
  const { words, state: shape } = deliveryStates[state]
  const of = eventList(events)
  return (
    <Table.Tr>
      <Table.Td>
        <Time at={createdAt} />
      </Table.Td>
      <Table.Th scope="row" ta="left" fw={400} className={classes.state}>
        {of}
        <Text size="sm" c="dimmed">
          <About delivery={delivery} />
        </Text>
      </Table.Th>
      <Table.Td>
        <StateBadge state={shape}>{words}</StateBadge>
        {deliveredAt && state === 'delivered' && (
          <Text size="sm" c="dimmed" mt={4}>
            <Time at={deliveredAt} />
          </Text>
        )}
      </Table.Td>
      <Table.Td>{attempts}</Table.Td>
      <Table.Td className={classes.state}>{answerOf(delivery) ?? 'None yet'}</Table.Td>
      <Table.Td>{nextAttemptAt && state === 'waiting' ? <Time at={nextAttemptAt} /> : 'None'}</Table.Td>
      <Table.Td ta="right">
        {mayReplay(delivery) && (
          <Button
            variant="default"
            size="xs"
            loading={busy}
            aria-label={`Send again: ${of}`}
            onClick={onReplay}
          >
            Send again
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

/** The run it tells of, else the project; several, when it tells of more than one. */
function About({ delivery }: { delivery: Delivery }) {
  const tenantId = useTenantId()
  const { projectId, projectName, runId } = delivery
  if (!projectId) return 'Several projects, or none'
  if (!runId) return projectName
  return (
    <>
      {projectName},{' '}
      <Anchor
        inherit
        underline="always"
        renderRoot={(props) => (
          <Link
            to="/tenants/$tenantId/projects/$projectId/runs/$runId"
            params={{ tenantId, projectId, runId }}
            {...props}
          />
        )}
      >
        the run
      </Anchor>
    </>
  )
}
