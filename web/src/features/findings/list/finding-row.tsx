import { Link } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { Finding } from '../../../api/types'
import { location } from '../../../components/formats'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { Time } from '../../../components/time'
import { useTenantId } from '../../tenants/use-tenant'
import type { Filters } from '../filters'
import { statusStates, statusWords } from '../statuses'
import classes from './finding-list.module.css'

/** Shapes mean state, also to who sees no colours. */
const marks: Partial<Record<string, string>> = { open: '○', pending: '◔', pass: '✓', suppressed: '⊘' }

type Props = {
  finding: Finding
  index: number
  start: number
  active: boolean
  filters: Filters
  onFocus: () => void
  onOpen: () => void
}

export function FindingRow({ finding, index, start, active, filters, onFocus, onOpen }: Props) {
  const tenantId = useTenantId()
  const onClick = (event: MouseEvent) => {
    // The title is a true link: a middle click or a held key opens another tab.
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey)
      return
    event.preventDefault()
    onOpen()
  }
  return (
    <tr
      aria-rowindex={index + 2}
      data-finding-row={index}
      tabIndex={active ? 0 : -1}
      className={classes.row}
      style={{ transform: `translateY(${start}px)` }}
      onFocus={onFocus}
      onClick={onClick}
    >
      <td>
        <SeverityTile severity={finding.severity} />
      </td>
      <td className={classes.title}>
        <Link
          to="/tenants/$tenantId/findings/$findingId"
          params={{ tenantId, findingId: finding.id }}
          search={filters}
          tabIndex={-1}
          title={finding.title}
          preload={false}
        >
          {finding.title}
        </Link>
        <span className={classes.path}>
          {finding.filePath ? location(finding.filePath, finding.startLine) : finding.ruleId}
        </span>
      </td>
      <td className={classes.cell} title={finding.projectName}>
        {finding.projectName}
      </td>
      <td className={classes.cell}>{finding.scanner}</td>
      <td
        className={classes.cell}
      >{`${marks[statusStates[finding.status]] ?? ''} ${statusWords[finding.status]}`}</td>
      <td className={classes.age}>
        <Time at={finding.firstSeenAt} short />
      </td>
    </tr>
  )
}
