import type { EdgeFamily, Exposure, Severity } from '../../api/types'
import type { SearchValues } from '../../app/search-params'
import { severities } from '../../components/severity/severity'
import { exposures, families } from './words'

export type Tab = 'explore' | 'table' | 'changes'

/** The address of the page. A missing member is the default: the newest analysis, the ranked paths, nothing chosen. */
export type View = {
  analysis?: string
  tab?: Tab
  /** The id of a path, which is the same in every analysis that has it. */
  path?: string
  /** The number of a node whose details are open. */
  node?: number
  /** The number of the edge that stands out: a hop of the path. */
  edge?: number
  /** The number of the group that is looked into. */
  within?: number
  /** The number of the node that is drawn with what is one hop away. */
  around?: number
  search?: string
  type?: string
  exposure?: Exposure
  /** Only resources with open findings at least this bad stand out. */
  severity?: Severity
  /** Which edges are drawn, when not the usual ones. */
  family?: EdgeFamily[]
}

/** What a path is made of; containment shows as nesting, and what merely depends does not lead anywhere. */
export const usualFamilies: readonly EdgeFamily[] = ['network', 'identity', 'data']

/** Reads an address leniently: what makes no sense is left out, never an error. */
export function parseView(search: SearchValues | Record<string, unknown>): View {
  const all = (name: string) => [search[name]].flat().map((value) => String(value ?? '').trim())
  const text = (name: string) => all(name)[0] || undefined
  const oneOf = <Word extends string>(name: string, words: readonly Word[]) =>
    words.find((word) => word === text(name))
  const number = (name: string) => (/^\d{1,6}$/.test(text(name) ?? '') ? Number(text(name)) : undefined)
  const family = families.filter((one) => all('family').includes(one))
  const usual = family.length === usualFamilies.length && usualFamilies.every((one) => family.includes(one))
  return trimmed({
    analysis: text('analysis'),
    tab: oneOf('tab', ['explore', 'table', 'changes']),
    path: /^[0-9a-f]{32}$/.test(text('path') ?? '') ? text('path') : undefined,
    node: number('node'),
    edge: number('edge'),
    within: number('within'),
    around: number('around'),
    search: text('search'),
    type: text('type'),
    exposure: oneOf('exposure', exposures),
    severity: oneOf(
      'severity',
      severities.map((one) => one.severity),
    ),
    family: usual || family.length === 0 ? undefined : family,
  })
}

/** Without what is not set, so that a plain view has a plain address. */
export function trimmed(view: { [Key in keyof View]: View[Key] | undefined }): View {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined && value !== ''))
}
