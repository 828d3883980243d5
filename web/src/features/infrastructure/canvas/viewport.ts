import type { Drawing } from './drawing'
import type { Box, Layout } from './layout'

type Size = { width: number; height: number }

/** Below it nobody reads the names. */
const smallest = 0.6
const margin = 24

/** The whole when it can be read; else its path; else where that begins. */
export function firstViewport(drawing: Drawing, layout: Layout, size: Size) {
  const boxes = (which: (one: Drawing['nodes'][number]) => boolean) =>
    drawing.nodes.filter(which).flatMap((one) => layout.boxes.get(one.id) ?? [])
  const whole = around(boxes(() => true))
  const path = boxes((one) => one.onPath && !one.isGroup)
  const fits = scaleOf(whole, size) >= smallest || path.length === 0
  const shown = fits ? whole : around(path)
  const zoom = Math.min(1, Math.max(smallest, scaleOf(shown, size)))
  const start = (low: number, length: number, room: number) =>
    length * zoom + 2 * margin <= room ? (room - length * zoom) / 2 - low * zoom : margin - low * zoom
  const entry = path[0] ?? shown
  const y =
    shown.height * zoom + 2 * margin <= size.height
      ? start(shown.y, shown.height, size.height)
      : size.height / 2 - (entry.y + entry.height / 2) * zoom
  return { x: start(shown.x, shown.width, size.width), y, zoom }
}

const scaleOf = (box: Box, size: Size) =>
  Math.min(
    (size.width - 2 * margin) / Math.max(1, box.width),
    (size.height - 2 * margin) / Math.max(1, box.height),
  )

export function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 1, height: 1 }
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}
