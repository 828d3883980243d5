import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api'
import type { Drawing } from './drawing'

export type Point = { x: number; y: number }
export type Box = Point & { width: number; height: number }
export type Route = { points: Point[]; label: Box }

/** Where everything lies, in pixels from one corner. */
export type Layout = { boxes: Map<string, Box>; routes: Map<string, Route> }

export const emptyLayout: Layout = { boxes: new Map(), routes: new Map() }

export const nodeSize = { width: 208, height: 56 }
export const labelHeight = 18
const gap = 48

/** Begins the ids of nodes that only hold others together, and are not drawn. */
export const packs = 'pack '

/** About as wide as the text is drawn. */
export const labelWidth = (text: string) => Math.round(text.length * 6.1 + 12)

export function layoutOf(root: ElkNode): Layout {
  const layout: Layout = { boxes: new Map(), routes: new Map() }
  const visit = (node: ElkNode) => {
    const { x = 0, y = 0, width = 0, height = 0 } = node
    if (node !== root && !node.id.startsWith(packs)) layout.boxes.set(node.id, { x, y, width, height })
    for (const edge of node.edges ?? []) {
      const route = routeOf(edge)
      if (route) layout.routes.set(edge.id, route)
    }
    for (const child of node.children ?? []) visit(child)
  }
  visit(root)
  return layout
}

function routeOf(edge: ElkExtendedEdge): Route | null {
  const section = edge.sections?.[0]
  if (!section) return null
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
  const { x = 0, y = 0, width = 0, height = 0 } = edge.labels?.[0] ?? {}
  return { points: points.map((point) => ({ x: point.x, y: point.y })), label: { x, y, width, height } }
}

/** A layout of what came later, put below what is placed already, which stays where it is. */
export function below(placed: Layout, more: Layout): Layout {
  const bottom = Math.max(...[...placed.boxes.values()].map((box) => box.y + box.height), -gap) + gap
  const top = Math.min(...[...more.boxes.values()].map((box) => box.y), Number.POSITIVE_INFINITY)
  const move = <At extends Point>(at: At): At => ({
    ...at,
    y: at.y + bottom - (Number.isFinite(top) ? top : 0),
  })
  const routes = [...more.routes].map(([id, route]): [string, Route] => [
    id,
    { points: route.points.map(move), label: move(route.label) },
  ])
  return {
    boxes: new Map([...placed.boxes, ...[...more.boxes].map(([id, box]): [string, Box] => [id, move(box)])]),
    routes: new Map([...placed.routes, ...routes]),
  }
}

/** What of a drawing is not placed yet. Within a group that is placed, there is no room for more. */
export function unplaced(drawing: Drawing, placed: Layout) {
  const nodes = drawing.nodes
    .filter((one) => !placed.boxes.has(one.id))
    .map((one) => (one.parent !== null && placed.boxes.has(one.parent) ? { ...one, parent: null } : one))
  const fresh = new Set(nodes.map((one) => one.id))
  return { nodes, edges: drawing.edges.filter((edge) => fresh.has(edge.source) && fresh.has(edge.target)) }
}
