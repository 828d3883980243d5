import { Anchor, Group, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { FindingDetail } from '../../../api/types'
import { CopyButton } from '../../../components/copy-button'
import { StateBadge } from '../../../components/panels/state-badge'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { Time } from '../../../components/time'
import { useTenantId } from '../../tenants/use-tenant'
import { statusStates, statusWords } from '../statuses'
import classes from './finding.module.css'

type Props = { finding: FindingDetail }

export function FindingHeader({ finding }: Props) {
  const tenantId = useTenantId()
  return (
    <header className={classes.header}>
      <title>{`${finding.title} · SecureObs`}</title>
      <SeverityTile severity={finding.severity} large />
      <div className={classes.heading}>
        <Title order={1} tabIndex={-1}>
          {finding.title}
        </Title>
        <Group gap="sm" c="dimmed" fz="sm">
          <StateBadge state={statusStates[finding.status]}>{statusWords[finding.status]}</StateBadge>
          <Anchor
            fz="sm"
            underline="always"
            renderRoot={(props) => (
              <Link
                to="/tenants/$tenantId/projects/$projectId"
                params={{ tenantId, projectId: finding.projectId }}
                {...props}
              />
            )}
          >
            {finding.projectName}
          </Anchor>
          <span>
            {finding.scanner}, first seen <Time at={finding.firstSeenAt} />
          </span>
        </Group>
      </div>
      <CopyButton value={location.origin + location.pathname} label="Copy the link to this finding" link />
    </header>
  )
}
