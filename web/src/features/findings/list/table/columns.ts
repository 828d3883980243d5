import type { Sort } from '../../filters'

export type Column = 'project' | 'scanner' | 'rule' | 'status' | 'age' | 'assignee' | 'due'

type Look = { column: Column; label: string; width: number; sort?: Sort }

/** In their order on the page; widths are fixed, so that nothing moves while pages arrive. */
export const columns: readonly Look[] = [
  { column: 'project', label: 'Project', width: 124 },
  { column: 'scanner', label: 'Scanner', width: 92 },
  { column: 'rule', label: 'Rule', width: 168 },
  { column: 'status', label: 'Status', width: 116 },
  { column: 'assignee', label: 'Assignee', width: 112 },
  { column: 'due', label: 'Due', width: 84 },
  { column: 'age', label: 'Age', width: 84, sort: 'first-seen' },
]

const isColumn = (word: string): word is Column => columns.some((one) => one.column === word)

/** On narrow screens the title needs the room more. */
export const usualColumns = (width: number): Column[] =>
  width < 1440 ? ['project', 'scanner', 'status', 'age'] : ['project', 'scanner', 'status', 'assignee', 'age']

export function readColumns(kept: string): Column[] {
  const words = kept.split(',')
  return columns.map((one) => one.column).filter((column) => words.includes(column) && isColumn(column))
}

export const shownColumns = (chosen: readonly Column[]) =>
  columns.filter((one) => chosen.includes(one.column))

const gap = 12
const titleWidth = 240

/** The tracks of the grid, and how wide it is at least. */
export function tracksOf(chosen: readonly Column[]) {
  const widths = shownColumns(chosen).map((one) => one.width)
  const fixed = [28, 20, ...widths]
  return {
    tracks: `28px 20px minmax(0, 1fr) ${widths.map((width) => `${width}px`).join(' ')}`,
    least: fixed.reduce((sum, width) => sum + width + gap, titleWidth + 2 * gap),
  }
}
