import ELK from 'elkjs/lib/elk-api'
import workerAddress from 'elkjs/lib/elk-worker.min.js?url'
import type { Drawing } from './drawing'
import { elkGraphOf } from './elk-graph'
import { below, type Layout, layoutOf, unplaced } from './layout'

let elk: InstanceType<typeof ELK> | undefined

/** Places what is not placed yet, in a worker: half a second of computing must not hold up the page. */
export async function arrange(drawing: Drawing, placed: Layout): Promise<Layout> {
  const { nodes, edges } = unplaced(drawing, placed)
  if (nodes.length === 0) return placed
  elk ??= new ELK({ workerFactory: () => new Worker(workerAddress) })
  const more = layoutOf(await elk.layout(elkGraphOf(nodes, edges)))
  return placed.boxes.size === 0 ? more : below(placed, more)
}
