import type { Run } from '../../api/types'
import type { State } from '../../components/panels/state-badge'
import { failureOf } from './headline'

export type Verdict = { state: State; word: string; explanation: string | null }

/** What a run means. A scanner that failed found nothing out, so such a run is never called passed. */
export function verdictOf(run: Pick<Run, 'status' | 'blocking' | 'scanners'>): Verdict {
  const unclear = failureOf(run.scanners)
  const failure = unclear && `${unclear}: what would have been found is not known.`
  if (run.blocking)
    return { state: 'fail', word: run.status === 'open' ? 'Blocked so far' : 'Blocked', explanation: failure }
  if (run.status === 'open') return { state: 'pending', word: 'Running', explanation: failure }
  if (run.blocking === null)
    return {
      state: 'warn',
      word: 'Not decided',
      explanation: failure ?? 'The gate was not asked about this run.',
    }
  if (failure) return { state: 'warn', word: 'Incomplete', explanation: failure }
  if (run.scanners.length === 0)
    return { state: 'warn', word: 'Incomplete', explanation: 'No scanner reported to this run.' }
  return { state: 'pass', word: 'Passed', explanation: null }
}
