import type { RunScanner } from '../../api/types'
import type { State } from '../../components/panels/state-badge'
import { failureOf, headlineOf } from './headline'
import type { RunDetail } from './run-detail'

/** A scanner of the run: what came of it, or that nothing came although it was to run. */
export type Outcome = Omit<RunScanner, 'status'> & {
  status: RunScanner['status'] | 'missing'
  rulesDigest: string | null
}

type Scanned = Pick<RunDetail, 'scanners' | 'manifest'> & {
  decision: Pick<RunDetail, 'decision'>['decision']
}

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
export function answerOf(run: Scanned & Pick<RunDetail, 'status'>): Answer {
  const { decision } = run
  const outcomes = outcomesOf(run)
  const unclear = failureOf(outcomes)
  const explanation = unclear && `${unclear}: what would have been found is not known.`
  if (run.status === 'open') {
    const soFar = decision?.blocked ? headlineOf(true, decision.reasons, outcomes) : null
    return {
      state: 'pending',
      headline: soFar ? soFar.replace('Blocked', 'Running, blocked so far') : 'Running',
      explanation: explanation ?? 'The run is open: its scan goes on. This page refreshes itself.',
    }
  }
  if (!decision)
    return {
      state: 'warn',
      headline: 'Not decided',
      explanation: explanation ?? 'The gate was not asked about this run.',
    }
  const headline = headlineOf(decision.blocked, decision.reasons, outcomes)
  if (decision.blocked) return { state: 'fail', headline, explanation }
  return headline === 'Passed'
    ? { state: 'pass', headline, explanation: null }
    : { state: 'warn', headline, explanation: explanation ?? 'A run without scanners says nothing.' }
}
