import { compactCount } from '../formats'
import classes from './charts.module.css'
import { labelled } from './geometry'

export const gutter = 34
export const footer = 20

type Props = {
  ticks: number[]
  y: (value: number) => number
  width: number
  height: number
  labels: string[]
  x: (index: number) => number
}

/** Lines at round numbers, and as many labels below as there is room for. */
export function Axes({ ticks, y, width, height, labels, x }: Props) {
  const widest = Math.max(...labels.map((one) => one.length), 1) * 6.5 + 14
  return (
    <g className={classes.axes}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={0} x2={width} y1={y(tick)} y2={y(tick)} data-zero={tick === 0 || undefined} />
          <text x={-8} y={y(tick)} dy="0.32em" textAnchor="end">
            {compactCount(Math.abs(tick))}
          </text>
        </g>
      ))}
      {labelled(labels.length, width, widest).map((index) => (
        <text
          key={index}
          x={Math.min(Math.max(x(index), widest / 2 - 14), width - widest / 2 + 7)}
          y={height + 15}
          textAnchor="middle"
        >
          {labels[index]}
        </text>
      ))}
    </g>
  )
}
