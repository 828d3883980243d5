import type { GraphEdge, GraphNode, GraphPart } from '../../../api/types'

/** For tests: a node of which only what matters is said. */
export const node = (number: number, some: Partial<GraphNode> = {}): GraphNode => ({
  number,
  address: `azurerm_thing.t${number}`,
  type: 'azurerm_thing',
  kind: 'other',
  exposure: 'none',
  asset: 'none',
  parent: null,
  actions: [],
  children: 0,
  findings: 0,
  worst: null,
  ...some,
})

export const edge = (
  number: number,
  source: number,
  target: number,
  some: Partial<GraphEdge> = {},
): GraphEdge => ({
  number,
  source,
  target,
  sourceAddress: `azurerm_thing.t${source}`,
  targetAddress: `azurerm_thing.t${target}`,
  family: 'network',
  verb: 'reaches',
  evidence: 'observed',
  ports: '',
  detail: '',
  basis: [],
  ...some,
})

export const part = (nodes: GraphNode[], edges: GraphEdge[]): GraphPart => ({ nodes, edges, hidden: 0 })
