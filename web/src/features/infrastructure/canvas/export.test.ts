// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { usualFamilies } from '../view'
import { drawingOf } from './drawing'
import { jsonOf } from './export-json'
import { svgOf } from './export-svg'
import type { Layout } from './layout'
import { edge, node, part } from './samples'

const drawing = drawingOf(
  part(
    [
      node(0, { kind: 'entry', address: 'internet', type: '' }),
      node(1, { address: 'azurerm_vm.<b>&"x"', exposure: 'internet' }),
    ],
    [edge(0, 0, 1, { ports: 'tcp/22', evidence: 'inferred' })],
  ),
  { hops: [0], families: usualFamilies, wanted: new Set(), expanded: new Set(), unfolded: new Set() },
)
const layout: Layout = {
  boxes: new Map([
    ['n0', { x: 0, y: 0, width: 208, height: 56 }],
    ['n1', { x: 400, y: 0, width: 208, height: 56 }],
  ]),
  routes: new Map(),
}
const names = ['surface', 'raised', 'sunken', 'line', 'text', 'quiet', 'path', 'edge'] as const
const colours = Object.fromEntries(names.map((name) => [name, '#123456'])) as Record<
  (typeof names)[number],
  string
>

test('The picture is well-formed, says what the page says, and takes names as text', () => {
  const svg = svgOf(drawing, layout, colours)
  const read = new DOMParser().parseFromString(svg, 'image/svg+xml')
  expect(read.querySelector('parsererror')).toBeNull()
  const texts = [...read.querySelectorAll('text')].map((one) => one.textContent)
  expect(texts).toContain('<b>&"x"')
  expect(texts).toContain('reaches tcp/22')
  expect(texts).toContain('Internet')
  expect(svg).not.toContain('<b>')
  expect(svg).not.toContain('style=')
  expect(svg).toContain('stroke-dasharray')
})

test('The data is what is drawn', () => {
  const { nodes, edges } = JSON.parse(jsonOf(drawing))
  expect(nodes.map((one: { address: string }) => one.address)).toEqual(['internet', 'azurerm_vm.<b>&"x"'])
  expect(edges).toMatchObject([{ source: 0, target: 1, ports: 'tcp/22', evidence: 'inferred', onPath: true }])
})
