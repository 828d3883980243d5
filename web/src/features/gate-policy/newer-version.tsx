import { Button, Group, Text } from '@mantine/core'
import panels from '../../components/panels/panels.module.css'
import { StateBadge } from '../../components/panels/state-badge'
import { PolicyDifference } from './policy-difference'
import type { PolicyVersion } from './policy-document'

type Props = { current: PolicyVersion; base: PolicyVersion; onTake: () => void; onKeep: () => void }

/** Somebody else saved while this draft was being written: a person decides what becomes of both. */
export function NewerVersion({ current, base, onTake, onKeep }: Props) {
  return (
    <div role="alert" className={panels.card} style={{ padding: 14 }}>
      <Group gap="sm" mb="xs">
        <StateBadge state="warn">Changed meanwhile</StateBadge>
        <Text fw={600}>
          Somebody saved version {current.version} while you were editing version {base.version}.
        </Text>
      </Group>
      <PolicyDifference before={base.document} after={current.document} />
      <Group mt="sm">
        <Button variant="default" onClick={onTake}>
          Drop my changes, use version {current.version}
        </Button>
        <Button variant="default" onClick={onKeep}>
          Keep my changes, compare them with version {current.version}
        </Button>
      </Group>
    </div>
  )
}
