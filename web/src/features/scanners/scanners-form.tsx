import { ActionIcon, Button, Group, Switch, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../api/client'
import type { Scanner } from '../../api/types'
import { plural } from '../../components/formats'
import { DownIcon, UpIcon } from '../../components/icons'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { useProject } from '../projects/use-project'
import { moved } from './order'
import classes from './scanners.module.css'

type Props = { current: Scanner[]; readOnly: boolean }

export function ScannersForm({ current, readOnly }: Props) {
  const { tenantId, projectId } = useProject()
  const client = useQueryClient()
  const [scanners, setScanners] = useState(current)
  const enabledKeys = (items: Scanner[]) => items.filter((one) => one.enabled).map((one) => one.key)
  const enabled = enabledKeys(scanners)
  const changed = enabled.join() !== enabledKeys(current).join()
  const save = queries.useMutation('put', '/api/tenants/{tenantId}/projects/{projectId}/scanners', {
    onSuccess: () => {
      notifications.show({ title: 'Saved', message: 'The next scan runs these scanners.' })
      return client.invalidateQueries({
        queryKey: ['get', '/api/tenants/{tenantId}/projects/{projectId}/scanners'],
      })
    },
  })
  const toggle = (key: string) =>
    setScanners(scanners.map((one) => (one.key === key ? { ...one, enabled: !one.enabled } : one)))
  return (
    <>
      <Text c="dimmed" mb="sm">
        {plural(enabled.length, 'scanner')} of {scanners.length} run, from top to bottom.
      </Text>
      <ol className={classes.list}>
        {scanners.map((scanner, index) => (
          <li key={scanner.key}>
            <Switch
              size="sm"
              label={scanner.name}
              description={scanner.description}
              checked={scanner.enabled}
              disabled={readOnly}
              onChange={() => toggle(scanner.key)}
            />
            {!readOnly && (
              <Group gap={2} wrap="nowrap">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  c="inherit"
                  aria-label={`Run ${scanner.name} earlier`}
                  disabled={index === 0}
                  onClick={() => setScanners(moved(scanners, index, index - 1))}
                >
                  <UpIcon />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  c="inherit"
                  aria-label={`Run ${scanner.name} later`}
                  disabled={index === scanners.length - 1}
                  onClick={() => setScanners(moved(scanners, index, index + 1))}
                >
                  <DownIcon />
                </ActionIcon>
              </Group>
            )}
          </li>
        ))}
      </ol>
      {save.error && <ProblemPanel error={save.error} what="The scanners were not saved." />}
      {!readOnly && (
        <Group mt="md">
          <Button
            disabled={!changed}
            loading={save.isPending}
            onClick={() => save.mutate({ params: { path: { tenantId, projectId } }, body: { enabled } })}
          >
            Save scanners
          </Button>
          {changed && (
            <Button variant="default" onClick={() => setScanners(current)}>
              Undo changes
            </Button>
          )}
        </Group>
      )}
    </>
  )
}
