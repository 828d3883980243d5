import type { FindingDetail } from '../../../api/types'

/** What newer services tell of a finding. */
export type Place = {
  sourceLink?: string | null
  resource?: string | null
  nodes?: { analysisId: string; number: number; projectId: string }[]
}

export type SeenRun = FindingDetail['runs'][number] & { id?: string; commit?: string | null }

export const placeOf = (finding: FindingDetail): Place => finding as FindingDetail & Place
