import type { RunDetail as Answered, GateVerdict, Run } from '../../api/types'

export type ManifestEntry = NonNullable<Answered['manifest']>[number]
export type Change = Answered['changes'][number]
export type Reason = GateVerdict['reasons'][number]
export type Blocker = GateVerdict['findings'][number]

/** All of a run's page: the run, what it changed, and what the gate said last; null when it was not asked. */
export type RunDetail = Run & Omit<Answered, 'run'> & { decision: GateVerdict | null }

export const detailOf = ({ run, ...rest }: Answered, decision: GateVerdict | null): RunDetail => ({
  ...run,
  ...rest,
  decision,
})
