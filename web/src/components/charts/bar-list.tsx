import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { compactCount } from '../formats'
import { ChartFrame } from './chart-frame'
import classes from './charts.module.css'
import { stackOf } from './geometry'
import { Legend } from './legend'
import { namedParts, nameOf } from './parts'
import { PartsTable } from './parts-table'
import { type ChartDay, toneOf } from './types'

type Props = { label: string; items: ChartDay[]; hint?: ReactNode; heading?: string }

/** Who has how much, as bars to compare; each row is a link when it has a `to`. */
export function BarList({ label, items, hint, heading = 'Name' }: Props) {
  const totals = items.map((item) => stackOf(item.parts).above)
  const most = Math.max(1, ...totals)
  return (
    <ChartFrame
      label={label}
      hint={hint}
      legend={<Legend parts={namedParts(items)} />}
      table={<PartsTable heading={heading} days={[...items].reverse()} />}
    >
      <ul className={classes.rows}>
        {items.map((item, index) => (
          <li key={item.key}>
            <Row item={item} total={totals[index] ?? 0} most={most} />
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}

function Row({ item, total, most }: { item: ChartDay; total: number; most: number }) {
  const content = (
    <>
      <span className={classes.rowName}>{item.label}</span>
      <span className={classes.rowBar}>
        <svg width="100%" height="12" aria-hidden="true">
          {placed(item, most).map(({ part, x, width }) => (
            <rect
              key={part.name}
              x={`${x}%`}
              width={`${width}%`}
              height={12}
              style={{ fill: toneOf(part.color) }}
            />
          ))}
        </svg>
      </span>
      <span className={classes.rowTotal}>{compactCount(total)}</span>
    </>
  )
  const title = nameOf(item)
  return item.to ? (
    <Link {...item.to} className={classes.row} title={title} aria-label={title}>
      {content}
    </Link>
  ) : (
    <span className={classes.row} title={title}>
      {content}
    </span>
  )
}

function placed(item: ChartDay, most: number) {
  let x = 0
  return item.parts.map((part) => {
    const width = (part.value / most) * 100
    x += width
    return { part, x: x - width, width }
  })
}
