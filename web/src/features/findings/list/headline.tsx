import type { Facets } from '../../../api/types'
import { totalWords } from '../counts'
import { sentenceOf } from '../filter-words'
import type { Filters } from '../filters'
import { tabOf } from '../tabs'

type Props = { filters: Filters; facets: Facets | undefined; stale: boolean }

/** How many findings there are under the filters, also told to who does not see it change. */
export function Headline({ filters, facets, stale }: Props) {
  return (
    <span role="status" aria-live="polite" aria-busy={stale} title={exactly(facets)}>
      {stale || !facets ? '…' : headlineOf(filters, facets)}
    </span>
  )
}

export function headlineOf(filters: Filters, facets: Facets): string {
  const words = `${totalWords(facets)} ${kindOf(filters)}`
  return facets.findings === 1 ? words.replace('findings', 'finding') : words
}

const exactly = (facets: Facets | undefined) =>
  facets && !facets.exact ? 'Counting stopped at 10,000' : undefined

function kindOf(filters: Filters): string {
  const tab = tabOf(filters)
  if (tab === 'triage') return 'findings that nobody looked at'
  if (tab === 'expiring') return 'findings whose suppression ends within 14 days'
  return sentenceOf({ status: filters.status })
}
