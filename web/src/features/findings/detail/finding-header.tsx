import { Group, Title } from '@mantine/core'
import type { FindingDetail } from '../../../api/types'
import { CopyButton } from '../../../components/copy-button'
import { StateBadge } from '../../../components/panels/state-badge'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { Time } from '../../../components/time'
import { statusStates, statusWords } from '../statuses'
import classes from './finding.module.css'
import { revealed } from './text-pieces'

type Props = { finding: FindingDetail }

export function FindingHeader({ finding }: Props) {
  return (
    <header className={classes.header}>
      <title>{`${revealed(finding.title)} · SecureObs`}</title>
      <SeverityTile severity={finding.severity} large />
      <div className={classes.heading}>
        <Title order={1} tabIndex={-1}>
          {revealed(finding.title)}
        </Title>
        <Group gap="4px 12px" c="dimmed" fz="sm">
          <StateBadge state={statusStates[finding.status]}>{statusWords[finding.status]}</StateBadge>
          <span>
            {finding.scanner}, first seen <Time at={finding.firstSeenAt} />
          </span>
          <span className={classes.inline}>
            <code className="so-code" title={finding.id}>
              …{finding.id.slice(-12)}
            </code>
            <CopyButton value={finding.id} label="Copy the id" />
            <CopyButton
              value={location.origin + location.pathname}
              label="Copy the link to this finding"
              link
            />
          </span>
        </Group>
      </div>
    </header>
  )
}
