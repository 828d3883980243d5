import { expect, test } from 'vitest'
import { usualFamilies } from '../view'
import { type Choice, drawingOf, merged, mostNodes } from './drawing'
import { edge, node, part } from './samples'

const choice = (some: Partial<Choice> = {}): Choice => ({
  hops: [],
  families: usualFamilies,
  wanted: new Set(),
  expanded: new Set(),
  unfolded: new Set(),
  ...some,
})
const ids = (nodes: { id: string }[]) => nodes.map((one) => one.id)

test('A path is drawn whole, with what its neighbours lie in, and without what only depends', () => {
  const made = drawingOf(
    part(
      [node(0, { kind: 'entry' }), node(1, { parent: 3 }), node(2), node(3), node(4)],
      [edge(0, 0, 1), edge(1, 1, 2, { family: 'data' }), edge(2, 4, 1, { family: 'dependency' })],
    ),
    choice({ hops: [0, 1] }),
  )
  expect(ids(made.nodes)).toEqual(['n0', 'n3', 'n1', 'n2'])
  expect(made.nodes.filter((one) => one.onPath).map((one) => one.id)).toEqual(['n0', 'n1', 'n2'])
  expect(made.nodes.find((one) => one.id === 'n3')?.isGroup).toBe(true)
  expect(made.nodes.find((one) => one.id === 'n1')?.parent).toBe('n3')
  expect(made.edges.map((one) => one.onPath)).toEqual([true, true])
})

test('Who asks for the neighbours of a resource sees what merely depends on it, too', () => {
  const depends = [edge(0, 0, 1, { family: 'dependency' }), edge(1, 1, 2, { family: 'dependency' })]
  const made = drawingOf(part([node(0), node(1), node(2)], depends), choice({ expanded: new Set([0]) }))
  expect(ids(made.nodes)).toEqual(['n0', 'n1'])
})

test('A hop of the path is drawn whatever its family', () => {
  const made = drawingOf(
    part([node(0), node(1)], [edge(7, 0, 1, { family: 'containment', verb: 'contains' })]),
    choice({ hops: [7] }),
  )
  expect(made.edges.map((one) => one.id)).toEqual(['e7'])
})

test('What lies in something shows by nesting, not by an edge as well', () => {
  const nodes = [node(0, { children: 1 }), node(1, { parent: 0 }), node(2)]
  const edges = [
    edge(0, 0, 1, { family: 'containment', verb: 'contains' }),
    edge(1, 1, 0, { family: 'containment', verb: 'sits-in' }),
    edge(2, 0, 2, { family: 'containment', verb: 'contains' }),
  ]
  const made = drawingOf(part(nodes, edges), choice({ families: ['containment'], wanted: new Set([1]) }))
  expect(made.edges.map((one) => one.edge.number)).toEqual([2])
})

const workers = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    node(10 + at, { address: `azurerm_vm.worker[${at}]`, type: 'azurerm_vm' }),
  )

test('More than three siblings of a type are one, their edges too, until somebody unfolds them', () => {
  const nodes = [node(0), ...workers(6)]
  const edges = workers(6).map((one, at) => edge(at, 0, one.number))
  const folded = drawingOf(part(nodes, edges), choice())
  expect(folded.nodes.map((one) => [one.title, one.numbers.length])).toEqual([
    ['t0', 1],
    ['worker', 6],
  ])
  expect(folded.edges).toHaveLength(1)
  const unfolded = drawingOf(part(nodes, edges), choice({ unfolded: new Set([folded.nodes[1]?.id ?? '']) }))
  expect(unfolded.nodes).toHaveLength(7)
  expect(unfolded.edges).toHaveLength(6)
  expect(drawingOf(part([node(0), ...workers(3)], edges.slice(0, 3)), choice()).nodes).toHaveLength(4)
})

test('Instances of one block are one wherever they lie, without the groups around them', () => {
  const groups = [1, 2, 3, 4].map((at) => node(at, { type: 'azurerm_rg', address: `azurerm_rg.r[${at}]` }))
  const inside = workers(4).map((one, at) => ({ ...one, parent: at + 1 }))
  const made = drawingOf(
    part(
      [node(0), ...groups, ...inside],
      inside.map((one, at) => edge(at, 0, one.number)),
    ),
    choice(),
  )
  expect(made.nodes.map((one) => [one.title, one.numbers.length, one.parent])).toEqual([
    ['t0', 1, null],
    ['worker', 4, null],
  ])
})

test('Groups whose content is folded away fold, too', () => {
  const groups = [1, 2, 3, 4].map((at) => node(at, { type: 'azurerm_rg', address: `azurerm_rg.r[${at}]` }))
  const inside = workers(4).map((one, at) => ({ ...one, parent: at + 1 }))
  const edges = [...groups, ...inside].map((one, at) => edge(at, 0, one.number))
  const made = drawingOf(part([node(0), ...groups, ...inside], edges), choice())
  expect(made.nodes.map((one) => [one.title, one.numbers.length])).toEqual([
    ['t0', 1],
    ['r', 4],
    ['worker', 4],
  ])
})

test('What is on the path is never folded', () => {
  const edges = workers(6).map((one, at) => edge(at, 0, one.number))
  const made = drawingOf(part([node(0), ...workers(6)], edges), choice({ hops: [2] }))
  expect(made.nodes.find((one) => one.id === 'n12')?.onPath).toBe(true)
  expect(made.nodes.find((one) => one.numbers.length > 1)?.numbers).toHaveLength(5)
})

test('Never more than the limit, no edge into the void, and it says how many are left out', () => {
  const many = Array.from({ length: 400 }, (_, at) => node(at + 1, { type: `azurerm_t${at}` }))
  const made = drawingOf(
    part(
      [node(0), ...many],
      many.map((one, at) => edge(at, 0, one.number)),
    ),
    choice(),
  )
  expect(made.nodes).toHaveLength(mostNodes)
  expect(made.edges).toHaveLength(mostNodes - 1)
  expect(made.left).toBe(101)
})

test('Parts that overlap are one', () => {
  const made = merged([
    part([node(0), node(1)], [edge(0, 0, 1)]),
    part([node(1), node(2)], [edge(0, 0, 1), edge(1, 1, 2)]),
  ])
  expect(made.nodes.map((one) => one.number)).toEqual([0, 1, 2])
  expect(made.edges.map((one) => one.number)).toEqual([0, 1])
})
