import { memo } from 'react'
import type { Finding } from '../../../../api/types'
import { location } from '../../../../components/formats'
import { SeverityTile } from '../../../../components/severity/severity-tile'
import { Time } from '../../../../components/time'
import { revealed } from '../../detail/text-pieces'
import { statusMark, statusWords } from '../../statuses'
import { type Column, shownColumns } from './columns'
import classes from './finding-list.module.css'

type Props = {
  finding: Finding
  index: number
  start: number
  active: boolean
  selected: boolean
  chosen: readonly Column[]
  href: string
  level: number | undefined
  assigneeName: string | undefined
}

/**
 * Keeps no handlers and no state: the list listens for all of its rows, and a key press draws anew only the two rows
 * that it concerns.
 */
export const FindingRow = memo(function FindingRow(props: Props) {
  const { finding, index, start, active, selected, chosen, href, level } = props
  const title = revealed(finding.title)
  const where = finding.filePath ? location(finding.filePath, finding.startLine) : finding.ruleId
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-level={level}
      data-finding-row={index}
      tabIndex={active ? 0 : -1}
      className={classes.row}
      style={{ transform: `translateY(${start}px)` }}
    >
      <td>
        <label className={classes.check} data-check>
          <input type="checkbox" tabIndex={-1} aria-label={`Select ${title}`} checked={selected} readOnly />
        </label>
      </td>
      <td>
        <SeverityTile severity={finding.severity} />
      </td>
      <td className={classes.title}>
        <a href={href} tabIndex={-1} title={title}>
          {title}
        </a>
        <span className={classes.path}>
          <span className={classes.project}>{`${finding.projectName} · `}</span>
          {revealed(where)}
        </span>
      </td>
      {shownColumns(chosen).map(({ column }) => (
        <Cell key={column} column={column} {...props} />
      ))}
    </tr>
  )
})

function Cell({ column, finding, assigneeName }: Props & { column: Column }) {
  const { cell } = classes
  switch (column) {
    case 'project':
      return (
        <td className={cell} title={finding.projectName}>
          {finding.projectName}
        </td>
      )
    case 'scanner':
      return <td className={cell}>{finding.scanner}</td>
    case 'rule':
      return (
        <td className={cell} title={finding.ruleId}>
          {finding.ruleId}
        </td>
      )
    case 'status':
      return <td className={cell}>{`${statusMark(finding.status)} ${statusWords[finding.status]}`}</td>
    case 'assignee':
      return <td className={cell}>{finding.assignee ? (assigneeName ?? 'Somebody') : '–'}</td>
    case 'due':
      return <td className={cell}>{finding.dueAt ? <Time at={finding.dueAt} /> : '–'}</td>
    case 'age':
      return (
        <td className={`${cell} ${classes.age}`}>
          <Time at={finding.firstSeenAt} short />
        </td>
      )
  }
}
