import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { ChartFrame } from './chart-frame'
import classes from './charts.module.css'
import { linePath, placeOf, scale } from './geometry'
import type { ChartPoint } from './types'

type Props = {
  label: string
  points: ChartPoint[]
  /** How a value is read, with its unit. */
  worded?: (value: number) => string
  heading?: string
  hint?: ReactNode
  height?: number
  /** The number that the line belongs to. */
  children?: ReactNode
}

/** A number and how it came to be; where nothing is known the line is broken. */
export function Sparkline({
  label,
  points,
  worded = String,
  heading = 'Day',
  hint,
  height = 44,
  children,
}: Props) {
  return (
    <ChartFrame
      label={label}
      hint={hint}
      table={
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{heading}</th>
              <th scope="col">{label}</th>
            </tr>
          </thead>
          <tbody>
            {[...points].reverse().map((point) => (
              <tr key={point.label}>
                <th scope="row">{point.label}</th>
                <td>{point.value === null ? 'none' : worded(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    >
      {children}
      <SparkShape points={points} height={height} />
    </ChartFrame>
  )
}

/** The line alone, for a place where its numbers stand beside it. */
export function SparkShape({ points, height = 44 }: { points: ChartPoint[]; height?: number }) {
  const { ref, width } = useElementSize()
  const values = points.map((point) => point.value)
  const known = values.filter((value) => value !== null)
  const y = scale([0, Math.max(1, ...known)], height - 8)
  const x = placeOf(values.length, Math.max(0, width - 8))
  return (
    <div ref={ref} style={{ height }} aria-hidden="true">
      {width > 8 && (
        <svg width={width} height={height} className={classes.svg} aria-hidden="true">
          <g transform="translate(4 4)">
            <path className={classes.line} d={linePath(values, width - 8, y)} />
            {values.map(
              (value, index) =>
                value !== null && (
                  <circle
                    key={points[index]?.label}
                    className={classes.dot}
                    cx={x(index)}
                    cy={y(value)}
                    r={2}
                  />
                ),
            )}
          </g>
        </svg>
      )}
    </div>
  )
}
