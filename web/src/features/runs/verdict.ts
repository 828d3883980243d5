import type { Run } from '../../api/types'
import { listed } from '../../components/formats'
import type { State } from '../../components/panels/state-badge'

export type Verdict = { state: State; word: string; explanation: string | null }

/** Of the scanners that found nothing out: those that failed, and those that did not even begin. */
function failureOf(scanners: Run['scanners']): string | null {
  const named = (status: Run['scanners'][number]['status']) =>
    listed([...new Set(scanners.filter((one) => one.status === status).map((one) => one.scanner))])
  const [failed, skipped] = [named('failed'), named('skipped')]
  const parts = [failed && `${failed} failed`, skipped && `${skipped} did not run`].filter(Boolean)
  return parts.length ? `${parts.join(', and ')}: what would have been found is not known.` : null
}

/** What a run means. A scanner that failed found nothing out, so such a run is never called passed. */
export function verdictOf(run: Pick<Run, 'status' | 'blocking' | 'scanners'>): Verdict {
  const failure = failureOf(run.scanners)
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
