import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { Axes, footer, gutter } from './axes'
import { BarLinks, type Readout } from './bar-links'
import { ChartFrame } from './chart-frame'
import classes from './charts.module.css'
import { columns, scale, stackedRects, stackOf, ticksOf } from './geometry'
import { Legend } from './legend'
import { namedParts } from './parts'
import { PartsTable } from './parts-table'
import { type ChartDay, toneOf } from './types'

type Props = { label: string; days: ChartDay[]; hint?: ReactNode; height?: number; heading?: string }

/** Bars over time. What is `below` goes down from the axis; whatever has a `to` is a link. */
export function StackedBars({ label, days, hint, height = 168, heading = 'Day' }: Props) {
  const { ref, width: full } = useElementSize()
  const [readout, setReadout] = useState<Readout>(null)
  const width = Math.max(0, full - gutter)
  const inner = height - footer
  const stacks = days.map((day) => stackOf(day.parts))
  const ticks = ticksOf({
    above: Math.max(0, ...stacks.map((one) => one.above)),
    below: Math.max(0, ...stacks.map((one) => one.below)),
  })
  const y = scale(ticks, inner - 8)
  const places = columns(days.length, width)
  const middle = (index: number) => (places[index]?.column.x ?? 0) + (places[index]?.column.width ?? 0) / 2
  return (
    <ChartFrame
      label={label}
      hint={hint}
      legend={<Legend parts={namedParts(days)} readout={readout?.text} />}
      table={<PartsTable heading={heading} days={days} />}
    >
      <div ref={ref} className={classes.drawing} style={{ height }}>
        {width > 0 && (
          <>
            <svg width={full} height={height} aria-hidden="true" className={classes.svg}>
              <g transform={`translate(${gutter} 8)`}>
                {days.map((day, index) => (
                  <rect
                    key={day.key}
                    className={classes.column}
                    x={places[index]?.column.x}
                    width={places[index]?.column.width}
                    height={inner - 8}
                    data-read={readout?.key === day.key || undefined}
                  />
                ))}
                <Axes
                  ticks={ticks}
                  y={y}
                  width={width}
                  height={inner - 8}
                  labels={days.map((day) => day.tick ?? day.label)}
                  x={middle}
                />
                {days.map((day, index) => {
                  const rects = stackedRects(day.parts, y)
                  return day.parts.map((part, at) => (
                    <rect
                      key={`${day.key} ${part.name}`}
                      className={classes.bar}
                      x={places[index]?.bar.x}
                      width={places[index]?.bar.width}
                      y={rects[at]?.y}
                      height={rects[at]?.height}
                      style={{ fill: toneOf(part.color) }}
                    />
                  ))
                })}
              </g>
            </svg>
            <BarLinks
              label={label}
              days={days}
              places={places}
              y={y}
              bottom={inner - 8}
              onRead={setReadout}
            />
          </>
        )}
      </div>
    </ChartFrame>
  )
}
