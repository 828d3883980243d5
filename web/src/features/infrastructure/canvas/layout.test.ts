import ELK from 'elkjs'
import { expect, test } from 'vitest'
import { usualFamilies } from '../view'
import { type Drawing, drawingOf } from './drawing'
import { elkGraphOf } from './elk-graph'
import { below, emptyLayout, layoutOf, nodeSize, unplaced } from './layout'
import { curve, wayOf } from './routes'
import { edge, node, part } from './samples'

const nodes = [
  node(0, { kind: 'entry' }),
  node(1, { parent: 3 }),
  node(2, { parent: 4 }),
  node(3, { parent: 4 }),
  node(4, { children: 2 }),
]
const edges = [edge(0, 0, 1, { ports: 'tcp/22' }), edge(1, 1, 2), edge(2, 4, 1)]
const drawn = (hops: number[] = [0, 1]) =>
  drawingOf(part(nodes, edges), {
    hops,
    families: usualFamilies,
    wanted: new Set(),
    expanded: new Set(),
    unfolded: new Set(),
  })
const layout = async (drawing: Drawing) =>
  layoutOf(await new ELK().layout(elkGraphOf(drawing.nodes, drawing.edges)))

test('Groups hold what they contain, the path goes from left to right, labels have room', async () => {
  const placed = await layout(drawn())
  const box = (id: string) => {
    const found = placed.boxes.get(id)
    if (!found) throw new Error(`${id} has no place`)
    return found
  }
  const holds = (outer: string, inner: string) => {
    const [out, into] = [box(outer), box(inner)]
    expect(into.x).toBeGreaterThan(out.x)
    expect(into.y).toBeGreaterThan(out.y)
    expect(into.x + into.width).toBeLessThan(out.x + out.width)
    expect(into.y + into.height).toBeLessThan(out.y + out.height)
  }
  holds('n3', 'n1')
  holds('n4', 'n3')
  holds('n4', 'n2')
  expect(box('n0').x + nodeSize.width).toBeLessThan(box('n1').x)
  expect(box('n1').x + nodeSize.width).toBeLessThan(box('n2').x)
  const label = placed.routes.get('e0')?.label
  expect(label?.x).toBeGreaterThan(box('n0').x + nodeSize.width)
})

test('An edge from a group to what lies in it is not routed, and drawn all the same', async () => {
  const drawing = drawn()
  const placed = await layout(drawing)
  const inside = drawing.edges.find((one) => one.edge.number === 2)
  if (!inside) throw new Error('no such edge')
  expect(elkGraphOf(drawing.nodes, drawing.edges).edges?.map((one) => one.id)).toEqual(['e0', 'e1'])
  expect(wayOf(inside, placed)?.points).toHaveLength(4)
})

test('What comes later lies below, and nothing that was placed moves', async () => {
  const before = await layout(drawn())
  const grown = drawingOf(
    part([...nodes, node(9), node(8, { parent: 3 })], [...edges, edge(5, 1, 9), edge(6, 9, 8)]),
    {
      hops: [0, 1],
      families: usualFamilies,
      wanted: new Set(),
      expanded: new Set(),
      unfolded: new Set(),
    },
  )
  const fresh = unplaced(grown, before)
  expect(fresh.nodes.map((one) => [one.id, one.parent])).toEqual([
    ['n9', null],
    ['n8', null],
  ])
  const after = below(before, layoutOf(await new ELK().layout(elkGraphOf(fresh.nodes, fresh.edges))))
  const bottom = Math.max(...[...before.boxes.values()].map((box) => box.y + box.height))
  for (const [id, box] of before.boxes) expect(after.boxes.get(id)).toEqual(box)
  for (const id of ['n8', 'n9']) expect(after.boxes.get(id)?.y).toBeGreaterThan(bottom)
})

test('Nothing placed and nothing to place', () => {
  expect(below(emptyLayout, emptyLayout)).toEqual(emptyLayout)
  expect(curve([])).toBe('')
})

test('A way is rounded at its bends, and no more than its pieces are long', () => {
  expect(
    curve([
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 4 },
    ]),
  ).toBe('M0 0L14 0Q20 0 20 2L20 4')
})
