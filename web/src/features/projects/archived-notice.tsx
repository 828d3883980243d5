import { Group, Text } from '@mantine/core'
import type { Project } from '../../api/types'
import panels from '../../components/panels/panels.module.css'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { isOwner, mayAdminister, useTenant } from '../tenants/use-tenant'
import { DeleteProjectButton } from './delete-project-button'
import { RestoreButton } from './restore-button'

type Props = { project: Project; archivedAt: string }

export function ArchivedNotice({ project, archivedAt }: Props) {
  const tenant = useTenant()
  const allowed = mayAdminister(tenant)
  return (
    <Group className={panels.card} p="sm" mb="lg" gap="sm" maw={760}>
      <StateBadge state="suppressed">Archived</StateBadge>
      <Text flex="1 1 240px">
        Archived <Time at={archivedAt} />. It takes no findings and opens no run.
        {!allowed && ' An admin can restore it.'}
      </Text>
      {allowed && <RestoreButton project={project} />}
      {isOwner(tenant) && <DeleteProjectButton project={project} />}
    </Group>
  )
}
