import { rovingKeys } from '../../components/charts/roving-keys'
import { pageKeys } from '../../features/findings/detail/page-keys'
import { listKeys } from '../../features/findings/list/list-keys'
import { moveKeys, rowKeys } from '../../features/findings/list/table/row-keys'
import { places } from '../palette/go-to'
import type { KeyRow } from './key-table'
import { helpKeys, paletteKeys, sendKeys } from './shell-keys'

type Group = { title: string; rows: readonly Omit<KeyRow<string>, 'act'>[] }

/** All that there are, by where they work. */
export const shortcutGroups: readonly Group[] = [
  { title: 'In the list of findings', rows: [...moveKeys, ...rowKeys, ...listKeys] },
  { title: 'On the page of a finding', rows: pageKeys },
  { title: 'Everywhere', rows: [...paletteKeys, ...helpKeys] },
  { title: 'Go to, after g', rows: places.map(({ letter, name }) => ({ keys: [letter], means: name })) },
  { title: 'In a form', rows: sendKeys },
  { title: 'On a chart', rows: rovingKeys },
  // The drawing itself listens to these.
  { title: 'On a drawing', rows: [{ keys: ['Enter', ' '], means: 'Details of a resource' }] },
]
