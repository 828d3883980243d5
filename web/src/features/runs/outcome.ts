import type { RunScanner } from '../../api/types'
import type { State } from '../../components/panels/state-badge'
import { failureOf, headlineOf } from './headline'
import type { RunDetail } from './run-detail'

/** A scanner of the run: what came of it, or that nothing came although it was to run. */
export type Outcome = Omit<RunScanner, 'status'> & {
  status: RunScanner['status'] | 'missing'
  rulesDigest: string | null
}

type Decided = Pick<NonNullable<RunDetail['decision']>, 'blocked' | 'reasons'>
type Scanned = Pick<RunDetail, 'scanners' | 'manifest'> & { decision: Decided | null }

const required = 'requiredScanners.'

/** Those that said something, those that the client meant to run, and those that the policy requires. */
export function outcomesOf({ scanners, manifest, decision }: Scanned): Outcome[] {
  const listed = (one: { scanner: string; target: string }) =>
    manifest?.find((entry) => entry.scanner === one.scanner && entry.target === one.target)
  const came = scanners.map((one) => ({ ...one, rulesDigest: listed(one)?.rulesDigest ?? null }))
  const missing = (manifest ?? []).filter((entry) => entry.status === 'missing').map(nothingOf)
  const asked = (decision?.reasons ?? [])
    .filter((reason) => reason.rule.startsWith(required))
    .map((reason) => nothingOf({ scanner: reason.rule.slice(required.length), target: '' }))
  const known = [...came, ...missing]
  return [...known, ...asked.filter((one) => !known.some((other) => other.scanner === one.scanner))]
}

const nothingOf = ({ scanner, target }: { scanner: string; target: string }): Outcome => ({
  scanner,
  target,
  status: 'missing',
  version: null,
  findings: 0,
  durationMilliseconds: 0,
  message: null,
  exitCode: null,
  rulesDigest: null,
})

export type Answer = { state: State; headline: string; explanation: string | null }

/** The run in one sentence. What is missing or failed found nothing out, so it is never called passed. */
export function answerOf(run: Scanned & Pick<RunDetail, 'status' | 'blocking'>): Answer {
  const { decision, blocking } = run
  const outcomes = outcomesOf(run)
  const unclear = failureOf(outcomes)
  const explanation = unclear && `${unclear}: what would have been found is not known.`
  if (run.status === 'open') return running(run, explanation)
  if (!decision && blocking === null)
    return { state: 'warn', headline: 'Not decided', explanation: explanation ?? unasked }
  const blocked = decision ? decision.blocked : blocking === true
  const headline = headlineOf(blocked, decision?.reasons ?? [], outcomes)
  if (blocked) return { state: 'fail', headline, explanation: explanation ?? sinceThen(run) }
  if (headline !== 'Passed')
    return { state: 'warn', headline, explanation: explanation ?? 'A run without scanners says nothing.' }
  return { state: 'pass', headline, explanation: sinceThen(run) }
}

const unasked = 'The gate was not asked about this run.'

function running(run: Scanned & Pick<RunDetail, 'blocking'>, explanation: string | null): Answer {
  const soFar = run.decision?.blocked ? headlineOf(true, run.decision.reasons, []) : run.blocking && 'Blocked'
  return {
    state: 'pending',
    headline: soFar ? soFar.replace('Blocked', 'Running, blocked so far') : 'Running',
    explanation: explanation ?? 'The run is open: its scan goes on. This page refreshes itself.',
  }
}

/** A verdict that was issued never changes, whatever people said of the findings later. */
function sinceThen({ decision, blocking }: Scanned & Pick<RunDetail, 'blocking'>): string | null {
  if (!decision) return 'As of now: the gate was not asked, so no verdict was kept.'
  if (blocking === null || blocking === decision.blocked) return null
  return blocking
    ? 'That was when the gate was asked. Findings were opened since, and it would block now.'
    : 'That was when the gate was asked. Asked again now, it would pass.'
}
