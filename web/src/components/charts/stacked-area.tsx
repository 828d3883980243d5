import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { Axes, footer, gutter } from './axes'
import { BarLinks, type Readout } from './bar-links'
import { ChartFrame } from './chart-frame'
import classes from './charts.module.css'
import { columns, scale, stackedAreas, stackOf, ticksUpTo } from './geometry'
import { Legend } from './legend'
import { namedParts } from './parts'
import { PartsTable } from './parts-table'
import { type ChartDay, textToneOf, toneOf } from './types'

type Props = { label: string; days: ChartDay[]; hint?: ReactNode; height?: number; heading?: string }

const edge = 20

/** What stood at each moment, by parts: the first of them lowest. Every day has the same parts. */
export function StackedArea({ label, days, hint, height = 168, heading = 'Day' }: Props) {
  const { ref, width: full } = useElementSize()
  const [readout, setReadout] = useState<Readout>(null)
  const width = Math.max(0, full - gutter - edge)
  const inner = height - footer - 8
  const ticks = ticksUpTo(Math.max(0, ...days.map((day) => stackOf(day.parts).above)))
  const y = scale(ticks, inner)
  const places = columns(days.length, width)
  const x = (index: number) => (places[index]?.column.x ?? 0) + (places[index]?.column.width ?? 0) / 2
  const rows = days.map((day) => day.parts.map((part) => part.value))
  const parts = namedParts(days)
  const read = days.findIndex((day) => day.key === readout?.key)
  return (
    <ChartFrame
      label={label}
      hint={hint}
      legend={<Legend parts={parts} readout={readout?.text} />}
      table={<PartsTable heading={heading} days={days} />}
    >
      <div ref={ref} className={classes.drawing} style={{ height }}>
        {width > 0 && (
          <>
            <svg width={full} height={height} aria-hidden="true" className={classes.svg}>
              <g transform={`translate(${gutter} 8)`}>
                <Axes
                  ticks={ticks}
                  y={y}
                  width={width}
                  height={inner}
                  labels={days.map((day) => day.tick ?? day.label)}
                  x={x}
                />
                {stackedAreas(rows, width, y).map((path, index) => (
                  <path
                    key={parts[index]?.name}
                    className={classes.filled}
                    d={path}
                    style={{ fill: toneOf(parts[index]?.color ?? 'info') }}
                  />
                ))}
                {read >= 0 && <line className={classes.cursor} x1={x(read)} x2={x(read)} y1={0} y2={inner} />}
                <EdgeLetters day={days.at(-1)} x={width + edge - 8} y={y} />
              </g>
            </svg>
            <BarLinks label={label} days={days} places={places} y={y} bottom={inner} onRead={setReadout} />
          </>
        )}
      </div>
    </ChartFrame>
  )
}

type EdgeProps = { day: ChartDay | undefined; x: number; y: (value: number) => number }

/** Letters beside the bands that are high enough, so that nobody has to tell colours apart. */
function EdgeLetters({ day, x, y }: EdgeProps) {
  let below = 0
  return day?.parts.map((part) => {
    const [from, to] = [y(below), y(below + part.value)]
    below += part.value
    if (!part.letter || from - to < 15) return null
    const middle = (from + to) / 2
    return (
      <g key={part.name}>
        <rect x={x - 7} y={middle - 7} width={14} height={14} rx={3} style={{ fill: toneOf(part.color) }} />
        <text
          className={classes.letter}
          x={x}
          y={middle}
          dy="0.36em"
          textAnchor="middle"
          style={{ fill: textToneOf(part.color) }}
        >
          {part.letter}
        </text>
      </g>
    )
  })
}
