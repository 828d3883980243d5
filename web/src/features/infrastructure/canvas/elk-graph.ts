import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api'
import { verbOf } from '../words'
import type { DrawnEdge, DrawnNode } from './drawing'
import { labelHeight, labelWidth, nodeSize, packs } from './layout'

export const elkOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '22',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.spacing.nodeNode': '22',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.componentComponent': '36',
}
const groupOptions = { 'elk.padding': '[top=42,left=16,bottom=16,right=16]' }

/** For resources without edges, of which a column would be as long as there are many. */
const packed = {
  'elk.algorithm': 'rectpacking',
  'elk.hierarchyHandling': 'SEPARATE_CHILDREN',
  'elk.aspectRatio': '1.8',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.spacing.nodeNode': '16',
}
const fewest = 3

/** The graph for ELK. An edge between a group and what lies in it is left out: it is drawn directly. */
export function elkGraphOf(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[]): ElkNode {
  const byId = new Map(nodes.map((one) => [one.id, one]))
  const made = new Map<string, ElkNode>(
    nodes.map((one) => [
      one.id,
      one.isGroup ? { id: one.id, children: [], layoutOptions: groupOptions } : { id: one.id, ...nodeSize },
    ]),
  )
  const routed = edges.filter(
    (edge) =>
      byId.has(edge.source) &&
      byId.has(edge.target) &&
      !isInside(edge.source, edge.target, byId) &&
      !isInside(edge.target, edge.source, byId),
  )
  const linked = new Set(routed.flatMap((edge) => [edge.source, edge.target]))
  const inside = new Map<string, ElkNode[]>()
  for (const one of nodes) {
    const own = made.get(one.id)
    const outside = one.parent !== null && made.has(one.parent) ? one.parent : 'root'
    if (own) inside.set(outside, [...(inside.get(outside) ?? []), own])
  }
  const isLone = (one: ElkNode) => !one.children && !linked.has(one.id)
  for (const [outside, own] of inside) {
    const group = made.get(outside)
    if (group) group.children = withPacked(outside, own, isLone)
  }
  const top = withPacked('root', inside.get('root') ?? [], isLone)
  return { id: 'root', layoutOptions: elkOptions, children: top, edges: routed.map(elkEdge) }
}

function withPacked(outside: string, nodes: ElkNode[], isLone: (one: ElkNode) => boolean): ElkNode[] {
  const lone = nodes.filter(isLone)
  if (lone.length < fewest) return nodes
  return [
    ...nodes.filter((one) => !isLone(one)),
    { id: packs + outside, layoutOptions: packed, children: lone },
  ]
}

function elkEdge(edge: DrawnEdge): ElkExtendedEdge {
  const text = verbOf(edge.edge)
  return {
    id: edge.id,
    sources: [edge.source],
    targets: [edge.target],
    ...(edge.onPath
      ? { layoutOptions: { 'elk.priority': '10', 'elk.layered.priority.straightness': '10' } }
      : {}),
    labels: [
      {
        text,
        width: labelWidth(text),
        height: labelHeight,
        layoutOptions: { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' },
      },
    ],
  }
}

function isInside(inner: string, outer: string, nodes: Map<string, DrawnNode>): boolean {
  const parent = nodes.get(inner)?.parent
  return parent === outer || (typeof parent === 'string' && isInside(parent, outer, nodes))
}
