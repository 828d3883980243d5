import type { Facets } from '../../api/types'
import { compactCount } from '../../components/formats'

/** `4,812`: where the number itself is what somebody acts on. */
export const exactCount = (count: number) => count.toLocaleString('en-US')

/** A count of facets; those that stopped counting know only that there are so many, and perhaps more. */
export const facetCount = (count: number, exact: boolean) =>
  exact || count === 0 ? compactCount(count) : count < 10_000 ? `${count}+` : '10k+'

/** How many findings there are; null while nobody knows. */
export const totalWords = (facets: Facets | undefined): string | null =>
  facets ? (facets.exact ? exactCount(facets.findings) : '10k+') : null
