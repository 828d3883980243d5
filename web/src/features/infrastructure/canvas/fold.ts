import type { GraphNode } from '../../../api/types'
import { partsOf, typeWords, withoutKeys } from '../words'

/** Up to so many siblings of one type are drawn one by one. */
const mostAlike = 3

/** @property scattered Its nodes lie in several groups, so that it lies in none. */
export type Fold = { id: string; scattered: boolean }

/** What is alike and above the cap: instances of one block wherever they lie, then siblings of one type. By number. */
export function foldsOf(nodes: GraphNode[], unfolded: ReadonlySet<string>): Map<number, Fold> {
  const folds = new Map<number, Fold>()
  const opened = new Set<number>()
  const fold = (keyOf: (node: GraphNode) => string) => {
    const alike = new Map<string, GraphNode[]>()
    for (const node of nodes)
      if (!folds.has(node.number) && !opened.has(node.number))
        alike.set(keyOf(node), [...(alike.get(keyOf(node)) ?? []), node])
    for (const [id, same] of alike) {
      if (unfolded.has(id)) for (const node of same) opened.add(node.number)
      if (same.length <= mostAlike || unfolded.has(id)) continue
      const scattered = new Set(same.map((node) => node.parent)).size > 1
      for (const node of same) folds.set(node.number, { id, scattered })
    }
  }
  fold((node) => `block ${withoutKeys(node.address)}`)
  fold((node) => `siblings ${node.parent ?? ''} ${node.type}`)
  return folds
}

/** `worker` when all are instances of one block, else what they are. */
export function titleOfFold(nodes: GraphNode[]): string {
  const [block, ...others] = new Set(nodes.map((node) => withoutKeys(node.address)))
  return block && others.length === 0 ? partsOf(block).name : typeWords(nodes[0]?.type ?? '')
}
