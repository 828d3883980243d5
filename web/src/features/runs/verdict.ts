import type { Run } from '../../api/types'
import { listed } from '../../components/formats'
import type { State } from '../../components/panels/state-badge'

export type Verdict = { state: State; word: string; explanation: string | null }

/** What a run means. A scanner that failed found nothing out, so such a run is never called passed. */
export function verdictOf(run: Pick<Run, 'status' | 'blocking' | 'scanners'>): Verdict {
  const failed = run.scanners.filter((one) => one.status === 'failed').map((one) => one.scanner)
  const failure = failed.length
    ? `${listed(failed)} failed, so what ${failed.length === 1 ? 'it' : 'they'} would have found is not known.`
    : null
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
