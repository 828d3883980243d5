import type { EdgeFamily, GraphEdge, GraphNode, GraphPart } from '../../../api/types'
import { partsOf } from '../words'
import { type Fold, foldedOf, titleOfFold, withOutside } from './fold'

/** A resource, a group that contains others, or several alike that are folded into one. */
export type DrawnNode = {
  id: string
  node: GraphNode
  /** More than one number when it is folded. */
  numbers: number[]
  title: string
  parent: string | null
  isGroup: boolean
  onPath: boolean
}

export type DrawnEdge = { id: string; source: string; target: string; edge: GraphEdge; onPath: boolean }

export type Drawing = { nodes: DrawnNode[]; edges: DrawnEdge[]; left: number }

export type Choice = {
  /** Numbers of the edges that the path goes over, in its order. */
  hops: readonly number[]
  families: readonly EdgeFamily[]
  /** Numbers of nodes that are drawn even when no edge leads to them. */
  wanted: ReadonlySet<number>
  /** Numbers of nodes whose neighbours were asked for: also those that merely depend. */
  expanded: ReadonlySet<number>
  /** Keys of folds that were opened. */
  unfolded: ReadonlySet<string>
}

/** What a person can look at, and what the browser draws without trouble. */
export const mostNodes = 300

export const idOf = (number: number) => `n${number}`

/** Chooses what of a part is drawn: the path, what its edges of the chosen families lead to, and what contains them. */
export function drawingOf(part: GraphPart, choice: Choice): Drawing {
  const byNumber = new Map(part.nodes.map((node) => [node.number, node]))
  const hops = new Set(choice.hops)
  const askedFor = ({ source, target, family }: GraphEdge) =>
    family !== 'containment' && (choice.expanded.has(source) || choice.expanded.has(target))
  const edges = part.edges.filter(
    (edge) => hops.has(edge.number) || askedFor(edge) || isDrawn(edge, byNumber, choice.families),
  )
  const onPath = new Set(
    edges.filter((edge) => hops.has(edge.number)).flatMap((edge) => [edge.source, edge.target]),
  )
  const inner = new Set([...onPath, ...choice.wanted, ...edges.flatMap((edge) => [edge.source, edge.target])])
  const numbers = [...inner].filter((number) => byNumber.has(number))
  const folds = foldedOf(numbers, byNumber, onPath, choice.unfolded)
  const kept = withOutside(
    numbers.filter((number) => !folds.get(number)?.scattered),
    byNumber,
  )
  kept.push(...numbers.filter((number) => folds.get(number)?.scattered))
  const groups = new Set(
    kept
      .filter((number) => !folds.get(number)?.scattered)
      .map((number) => byNumber.get(number)?.parent ?? -1),
  )
  const ids = new Map<number, string>()
  for (const number of kept) ids.set(number, folds.get(number)?.id ?? idOf(number))
  const nodes = drawnNodes(kept, byNumber, { ids, groups, onPath, folds })
  const shown = new Set(nodes.map((one) => one.id))
  return {
    nodes,
    edges: drawnEdges(edges, ids, shown, hops),
    left: new Set(ids.values()).size - nodes.length,
  }
}

/** What contains something shows by nesting, and by an edge only where it is not nested. */
function isDrawn(edge: GraphEdge, nodes: Map<number, GraphNode>, families: readonly EdgeFamily[]) {
  if (!families.includes(edge.family)) return false
  const nested =
    nodes.get(edge.target)?.parent === edge.source || nodes.get(edge.source)?.parent === edge.target
  return !(nested && (edge.verb === 'contains' || edge.verb === 'sits-in'))
}

type Known = {
  ids: Map<number, string>
  groups: ReadonlySet<number>
  onPath: ReadonlySet<number>
  folds: Map<number, Fold>
}

function drawnNodes(kept: number[], byNumber: Map<number, GraphNode>, known: Known): DrawnNode[] {
  const { ids, groups, onPath, folds } = known
  const drawn = new Map<string, DrawnNode>()
  for (const number of kept) {
    const node = byNumber.get(number)
    const id = ids.get(number)
    if (!node || !id) continue
    const before = drawn.get(id)
    if (before) before.numbers.push(number)
    else if (drawn.size < mostNodes)
      drawn.set(id, {
        id,
        node,
        numbers: [number],
        title: partsOf(node.address).name,
        parent: node.parent === null || folds.get(number)?.scattered ? null : (ids.get(node.parent) ?? null),
        isGroup: groups.has(number),
        onPath: onPath.has(number),
      })
  }
  for (const one of drawn.values())
    if (one.numbers.length > 1)
      one.title = titleOfFold(one.numbers.flatMap((number) => byNumber.get(number) ?? []))
  return [...drawn.values()]
}

function drawnEdges(
  edges: GraphEdge[],
  ids: Map<number, string>,
  shown: ReadonlySet<string>,
  hops: ReadonlySet<number>,
): DrawnEdge[] {
  const drawn = new Map<string, DrawnEdge>()
  for (const edge of edges) {
    const [source, target] = [ids.get(edge.source), ids.get(edge.target)]
    if (!source || !target || source === target || !shown.has(source) || !shown.has(target)) continue
    const onPath = hops.has(edge.number)
    const key = onPath ? `e${edge.number}` : `${source} ${edge.verb} ${target}`
    if (!drawn.has(key)) drawn.set(key, { id: key, source, target, edge, onPath })
  }
  return [...drawn.values()]
}

/** Several parts as one: what was added later does not repeat what was there. */
export function merged(parts: readonly GraphPart[]): GraphPart {
  const nodes = new Map(parts.flatMap((part) => part.nodes).map((node) => [node.number, node]))
  const edges = new Map(parts.flatMap((part) => part.edges).map((edge) => [edge.number, edge]))
  return {
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    hidden: parts.reduce((sum, part) => sum + part.hidden, 0),
  }
}
