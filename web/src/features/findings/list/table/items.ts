import type { Finding } from '../../../../api/types'
import type { FindingFilters } from '../../filters'

export type Group = {
  /** What the group is of: a rule, a path, a project's id. */
  value: string
  label: string
  findings: number
  /** False when there may be more. */
  exact: boolean
  /** The filters of the list, narrowed to the group. */
  which: FindingFilters
}

/** A line of the list. */
export type Item =
  | { kind: 'finding'; key: string; finding: Finding; group: string | null }
  | { kind: 'group'; key: string; group: Group; open: boolean }
  | { kind: 'more'; key: string; group: Group; words: string }

export const findingItems = (findings: readonly Finding[], group: string | null = null): Item[] =>
  findings.map((finding) => ({ kind: 'finding', key: finding.id, finding, group }))

export const findingsOf = (items: readonly Item[]): Finding[] =>
  items.flatMap((item) => (item.kind === 'finding' ? [item.finding] : []))
