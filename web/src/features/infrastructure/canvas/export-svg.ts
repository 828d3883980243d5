import { exposureWords, kindWords, typeWords, verbOf } from '../words'
import type { Drawing, DrawnEdge, DrawnNode } from './drawing'
import { type Box, type Layout, nodeSize } from './layout'
import { curve, wayOf } from './routes'
import { exposureShapes, kindShapes } from './shapes'
import { around } from './viewport'

export type Colours = {
  surface: string
  raised: string
  sunken: string
  line: string
  text: string
  quiet: string
  path: string
  edge: string
}

const margin = 24
const font = 'system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif'

/** What is drawn as a picture that stands for itself: attributes alone, no styles, no script. */
export function svgOf(drawing: Drawing, layout: Layout, colours: Colours): string {
  const whole = around([...layout.boxes.values()])
  const [width, height] = [whole.width + 2 * margin, whole.height + 2 * margin]
  const boxed = drawing.nodes.flatMap((node) => {
    const box = layout.boxes.get(node.id)
    return box ? [{ node, box }] : []
  })
  const isFrame = ({ box }: { box: Box }) => box.height > nodeSize.height
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${whole.x - margin} ${whole.y - margin} ${width} ${height}" font-family='${font}' font-size="12">`,
    arrow('arrow', colours.edge),
    arrow('arrow-path', colours.path),
    `<rect x="${whole.x - margin}" y="${whole.y - margin}" width="${width}" height="${height}" fill="${colours.surface}"/>`,
    ...boxed.filter(isFrame).map(({ node, box }) => frame(node, box, colours)),
    ...drawing.edges.map((edge) => line(edge, layout, colours)),
    ...boxed.filter((one) => !isFrame(one)).map(({ node, box }) => card(node, box, colours)),
    '</svg>',
  ].join('\n')
}

const arrow = (id: string, colour: string) =>
  `<defs><marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${colour}"/></marker></defs>`

const icon = (path: string, x: number, y: number, colour: string, size = 16) =>
  `<path d="${path}" transform="translate(${x} ${y}) scale(${size / 16})" fill="none" stroke="${colour}" stroke-width="1.4"/>`

function frame({ node, title, onPath }: DrawnNode, box: Box, colours: Colours) {
  return [
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="8" fill="${colours.sunken}" stroke="${onPath ? colours.path : colours.line}"/>`,
    icon(kindShapes[node.kind], box.x + 12, box.y + 12, colours.quiet),
    `<text x="${box.x + 34}" y="${box.y + 24}" fill="${colours.text}" font-weight="600">${escaped(title)}<tspan fill="${colours.quiet}" font-weight="400" dx="8">${escaped(typeWords(node.type))}</tspan></text>`,
  ].join('')
}

function card({ node, title, numbers, onPath }: DrawnNode, { x, y, width, height }: Box, colours: Colours) {
  const exposure =
    node.kind === 'entry' || node.exposure === 'none'
      ? ''
      : icon(exposureShapes[node.exposure], x + width - 78, y + 32, colours.quiet, 12) +
        `<text x="${x + width - 62}" y="${y + 42}" fill="${colours.quiet}" font-size="11">${exposureWords[node.exposure].name}</text>`
  const name = numbers.length > 1 ? `${title} ×${numbers.length}` : title
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${colours.raised}" stroke="${onPath ? colours.path : colours.line}" stroke-width="${onPath ? 2 : 1}"/>`,
    icon(kindShapes[node.kind], x + 10, y + height / 2 - 8, colours.quiet),
    `<text x="${x + 34}" y="${y + 24}" fill="${colours.text}" font-weight="600">${escaped(shortened(name, 24))}</text>`,
    `<text x="${x + 34}" y="${y + 42}" fill="${colours.quiet}" font-size="11">${escaped(shortened(node.type ? typeWords(node.type) : kindWords[node.kind], exposure ? 15 : 28))}</text>`,
    exposure,
  ].join('')
}

function line(edge: DrawnEdge, layout: Layout, colours: Colours) {
  const way = wayOf(edge, layout)
  if (!way) return ''
  const colour = edge.onPath ? colours.path : colours.edge
  const dashes = edge.edge.evidence === 'observed' ? '' : ' stroke-dasharray="6 4"'
  const { x, y, width, height } = way.label
  return [
    `<path d="${curve(way.points)}" fill="none" stroke="${colour}" stroke-width="${edge.onPath ? 2.5 : 1.2}"${dashes} marker-end="url(#arrow${edge.onPath ? '-path' : ''})"/>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${colours.surface}"/>`,
    `<text x="${x + width / 2}" y="${y + height / 2 + 4}" text-anchor="middle" font-size="11" fill="${edge.onPath ? colours.path : colours.quiet}">${escaped(verbOf(edge.edge))}</text>`,
  ].join('')
}

const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

/** Names come from a customer's plan. */
const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
