import type { Edge, Node } from '@xyflow/react'
import type { View } from '../view'
import { exposureWords, kindWords, typeWords, verbOf } from '../words'
import type { Drawing, DrawnEdge, DrawnNode } from './drawing'
import { type Layout, nodeSize, type Route } from './layout'
import { curve, wayOf } from './routes'
import { standsOut } from './stand-out'

export type Look = 'path' | 'plain' | 'group'

export type CardData = {
  drawn: DrawnNode
  look: Look
  faded: boolean
  chosen: boolean
  /** What it lies in, where the drawing cannot show it by nesting. */
  within: string | null
}
export type CardNode = Node<CardData, 'card' | 'frame'>
export type RoutedEdge = Edge<
  { path: string; route: Route; drawn: DrawnEdge; faded: boolean; chosen: boolean },
  'routed'
>

/** Groups lie under the edges, the edges under the resources. */
const layers = { frame: 0, edge: 1, path: 2, card: 3 }

export function flowNodes(drawing: Drawing, layout: Layout, view: View): CardNode[] {
  const byId = new Map(drawing.nodes.map((one) => [one.id, one]))
  return drawing.nodes.flatMap((drawn) => {
    const box = layout.boxes.get(drawn.id)
    if (!box) return []
    const { x, y, width, height } = box
    const isFrame = height > nodeSize.height
    const outside = drawn.parent === null ? undefined : layout.boxes.get(drawn.parent)
    const isNested = outside && outside.y <= y && y < outside.y + outside.height
    const within = drawn.parent !== null && !isNested ? (byId.get(drawn.parent)?.title ?? null) : null
    return {
      id: drawn.id,
      type: isFrame ? 'frame' : 'card',
      position: { x, y },
      width,
      height,
      measured: { width, height },
      zIndex: isFrame ? layers.frame : layers.card,
      selected: drawn.numbers.length === 1 && view.node === drawn.node.number,
      ariaRole: 'button',
      ariaLabel: labelOf(drawn),
      data: {
        drawn,
        look: drawn.onPath ? 'path' : isFrame ? 'group' : 'plain',
        faded: !standsOut(drawn.node, view),
        chosen: drawn.numbers.length === 1 && view.node === drawn.node.number,
        within,
      },
    }
  })
}

/** All that a card shows, for those who do not see it. */
export function labelOf({ node, numbers, title, onPath }: DrawnNode): string {
  const many = numbers.length > 1
  return [
    many ? `${numbers.length} alike, folded: ${title}` : title,
    node.type ? typeWords(node.type) : kindWords[node.kind],
    node.kind === 'entry' ? '' : `exposure: ${exposureWords[node.exposure].name.toLowerCase()}`,
    !many && node.findings > 0 ? `${node.findings} open findings, worst ${node.worst?.toLowerCase()}` : '',
    onPath ? 'on the path' : '',
  ]
    .filter(Boolean)
    .join(', ')
}

export function flowEdges(drawing: Drawing, layout: Layout, view: View): RoutedEdge[] {
  const byId = new Map(drawing.nodes.map((one) => [one.id, one]))
  return drawing.edges.flatMap((drawn) => {
    const route = wayOf(drawn, layout)
    const ends = [byId.get(drawn.source), byId.get(drawn.target)]
    if (!route) return []
    return {
      id: drawn.id,
      type: 'routed',
      source: drawn.source,
      target: drawn.target,
      zIndex: drawn.onPath ? layers.path : layers.edge,
      ariaLabel: `${ends[0]?.title} ${verbOf(drawn.edge)} ${ends[1]?.title}`,
      data: {
        path: curve(route.points),
        route,
        drawn,
        faded: !drawn.onPath && ends.every((end) => end && !standsOut(end.node, view)),
        chosen: view.edge === drawn.edge.number,
      },
    }
  })
}
