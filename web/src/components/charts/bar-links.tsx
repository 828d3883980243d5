import { Link } from '@tanstack/react-router'
import { gutter } from './axes'
import classes from './charts.module.css'
import { type Box, stackedRects } from './geometry'
import { nameOf, titleOf } from './parts'
import type { ChartDay, ChartLink } from './types'
import { useRoving } from './use-roving'

export type Readout = { key: string; text: string } | null

type Props = {
  label: string
  days: ChartDay[]
  places: { column: Box }[]
  y: (value: number) => number
  bottom: number
  onRead: (readout: Readout) => void
}

type Area = { key: string; day: string; title: string; to?: ChartLink; box: Box }

/** Real links over the drawing, larger than the bars: the whole column, or the side of it on which a part stands alone. */
export function BarLinks({ label, days, places, y, bottom, onRead }: Props) {
  const areas = days.flatMap((day, index) => areasOf(day, places[index]?.column, y, bottom))
  const linked = areas.filter((one) => one.to).map((one) => one.key)
  const { onKeyDown, propsOf } = useRoving(linked)
  const group = linked.length
    ? { role: 'group', 'aria-label': `${label}; the arrow keys go from bar to bar`, onKeyDown }
    : {}
  return (
    <div {...group}>
      {areas.map(({ key, day, title, to, box }) => {
        const read = {
          onPointerEnter: () => onRead({ key: day, text: title }),
          onPointerLeave: () => onRead(null),
        }
        const style = { left: gutter + box.x, top: 8 + box.y, width: box.width, height: box.height }
        if (!to) return <span key={key} className={classes.area} style={style} title={title} {...read} />
        const { onFocus, ...roving } = propsOf(key)
        return (
          <Link
            key={key}
            {...to}
            {...roving}
            {...read}
            className={classes.area}
            style={style}
            title={title}
            aria-label={title}
            onFocus={() => {
              onFocus()
              onRead({ key: day, text: title })
            }}
            onBlur={() => onRead(null)}
          />
        )
      })}
    </div>
  )
}

function areasOf(
  day: ChartDay,
  column: Box | undefined,
  y: (value: number) => number,
  bottom: number,
): Area[] {
  if (!column) return []
  const whole = { ...column, height: bottom }
  const linked = day.parts.some((one) => one.to && one.value > 0)
  if (!linked) {
    const empty = day.parts.every((one) => one.value === 0)
    return [
      {
        key: day.key,
        day: day.key,
        title: nameOf(day),
        box: whole,
        ...(day.to && !empty ? { to: day.to } : {}),
      },
    ]
  }
  const rects = stackedRects(day.parts, y)
  return day.parts.flatMap((part, at) => {
    const alone = day.parts.filter((one) => Boolean(one.below) === Boolean(part.below)).length === 1
    const side = part.below ? { y: y(0), height: bottom - y(0) } : { y: 0, height: y(0) }
    const box = { ...column, ...(alone ? side : (rects[at] ?? side)) }
    const to = part.value > 0 ? part.to : undefined
    return box.height > 0
      ? [
          {
            key: `${day.key} ${part.name}`,
            day: day.key,
            title: titleOf(day, part),
            box,
            ...(to ? { to } : {}),
          },
        ]
      : []
  })
}
