import ELK, { type ElkNode } from 'elkjs/lib/elk-api'
import workerAddress from 'elkjs/lib/elk-worker.min.js?url'
import type { Drawing } from './drawing'
import { elkGraphOf, elkOptions } from './elk-graph'
import { below, type Layout, layoutOf, nodeSize, unplaced } from './layout'

const elk = new ELK({ workerFactory: () => new Worker(workerAddress) })
// Begun while the graph is still fetched: the worker's first layout is several times slower than its second.
void elk.layout(sampleGraph()).catch(() => undefined)

/** Places what is not placed yet, in a worker: half a second of computing must not hold up the page. */
export async function arrange(drawing: Drawing, placed: Layout): Promise<Layout> {
  const { nodes, edges } = unplaced(drawing, placed)
  if (nodes.length === 0) return placed
  const more = layoutOf(await elk.layout(elkGraphOf(nodes, edges)))
  return placed.boxes.size === 0 ? more : below(placed, more)
}

/** A group with a few linked nodes. */
function sampleGraph(): ElkNode {
  const names = ['a', 'b', 'c', 'd']
  return {
    id: 'root',
    layoutOptions: elkOptions,
    children: [{ id: 'group', children: names.map((id) => ({ id, ...nodeSize })) }],
    edges: names.slice(1).map((id) => ({ id: `to ${id}`, sources: ['a'], targets: [id] })),
  }
}
