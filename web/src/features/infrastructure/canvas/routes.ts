import { verbOf } from '../words'
import type { DrawnEdge } from './drawing'
import { type Layout, labelHeight, labelWidth, type Point, type Route } from './layout'

/** The way of an edge: as it was routed, else straight ahead with two bends between the two boxes. */
export function wayOf(edge: DrawnEdge, layout: Layout): Route | null {
  const known = layout.routes.get(edge.id)
  if (known) return known
  const [from, to] = [layout.boxes.get(edge.source), layout.boxes.get(edge.target)]
  if (!from || !to) return null
  const forward = from.x + from.width <= to.x
  const start = {
    x: forward ? from.x + from.width : from.x + from.width / 2,
    y: forward ? from.y + from.height / 2 : from.y + from.height,
  }
  const end = forward
    ? { x: to.x, y: to.y + to.height / 2 }
    : { x: to.x + to.width / 2, y: to.y > start.y ? to.y : to.y + to.height }
  const middle = forward ? (start.x + end.x) / 2 : (start.y + end.y) / 2
  const bends = forward
    ? [
        { x: middle, y: start.y },
        { x: middle, y: end.y },
      ]
    : [
        { x: start.x, y: middle },
        { x: end.x, y: middle },
      ]
  const width = labelWidth(verbOf(edge.edge))
  const centre = {
    x: ((bends[0]?.x ?? 0) + (bends[1]?.x ?? 0)) / 2,
    y: ((bends[0]?.y ?? 0) + (bends[1]?.y ?? 0)) / 2,
  }
  return {
    points: [start, ...bends, end],
    label: { x: centre.x - width / 2, y: centre.y - labelHeight / 2, width, height: labelHeight },
  }
}

/** An SVG path with rounded bends. */
export function curve(points: readonly Point[], radius = 6): string {
  const [first, ...rest] = points
  if (!first) return ''
  const parts = [`M${first.x} ${first.y}`]
  for (const [at, point] of rest.entries()) {
    const next = rest[at + 1]
    const near = next ? toward(point, rest[at - 1] ?? first, radius) : point
    const far = next ? toward(point, next, radius) : point
    parts.push(`L${near.x} ${near.y}`)
    if (next) parts.push(`Q${point.x} ${point.y} ${far.x} ${far.y}`)
  }
  return parts.join('')
}

function toward(from: Point, to: Point, most: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(most, length / 2) / length
  return { x: round(from.x + (to.x - from.x) * share), y: round(from.y + (to.y - from.y) * share) }
}

const round = (value: number) => Math.round(value * 10) / 10
