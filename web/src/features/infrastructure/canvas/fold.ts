import type { GraphNode } from '../../../api/types'
import { partsOf, typeWords, withoutKeys } from '../words'

/** Up to so many siblings of one type are drawn one by one. */
const mostAlike = 3

/** @property scattered Its nodes lie in several groups, so that it lies in none. */
export type Fold = { id: string; scattered: boolean }

/** What is folded; what held only that is left without content, and may fold in turn. */
export function foldedOf(
  numbers: number[],
  byNumber: Map<number, GraphNode>,
  onPath: ReadonlySet<number>,
  unfolded: ReadonlySet<string>,
): Map<number, Fold> {
  const folds = new Map<number, Fold>()
  for (let before = -1; before < folds.size; ) {
    before = folds.size
    const standing = numbers.filter((number) => !folds.get(number)?.scattered)
    const around = new Set(
      withOutside(standing, byNumber).map((number) => byNumber.get(number)?.parent ?? -1),
    )
    const free = standing
      .filter((number) => !folds.has(number) && !around.has(number) && !onPath.has(number))
      .flatMap((number) => byNumber.get(number) ?? [])
      .filter((node) => node.kind !== 'entry')
    for (const [number, fold] of foldsOf(free, unfolded)) folds.set(number, fold)
  }
  return folds
}

/** These and what contains them, the outermost first, so that a limit never takes a group away from its content. */
export function withOutside(numbers: number[], nodes: Map<number, GraphNode>): number[] {
  const all = new Set<number>()
  const add = (number: number) => {
    const node = nodes.get(number)
    if (!node || all.has(number)) return
    if (node.parent !== null) add(node.parent)
    all.add(number)
  }
  for (const number of numbers) add(number)
  return [...all]
}

/** What is alike and above the cap: instances of one block wherever they lie, then siblings of one type. By number. */
function foldsOf(nodes: GraphNode[], unfolded: ReadonlySet<string>): Map<number, Fold> {
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
