import { plural } from '../../components/formats'
import type { PreviewedRun } from './policy-document'

export const wouldFlip = (run: PreviewedRun) => run.blockedNow !== run.wouldBeBlocked

/** "With this policy 3 of your last 20 runs would be blocked, now 1." */
export function previewWords(runs: readonly PreviewedRun[], changed: boolean): string {
  const now = runs.filter((run) => run.blockedNow).length
  const then = runs.filter((run) => run.wouldBeBlocked).length
  const which = runs.length === 1 ? 'your only run' : `your last ${runs.length} runs`
  if (!changed) return `Of ${which}, ${now} ${now === 1 ? 'is' : 'are'} blocked by the policy in force`
  const flips = runs.filter(wouldFlip).length
  const rest = flips === 0 ? 'none would change' : `${plural(flips, 'run')} would change`
  return `With this policy ${which} would have: ${then} blocked (now ${now}); ${rest}`
}

const state = (blocked: boolean) => (blocked ? 'blocked' : 'not blocked')

/** What a mark of the strip says. */
export function markWords(run: PreviewedRun, changed: boolean): string {
  const now = `Run ${run.pipelineRunId}${run.branch ? ` of ${run.branch}` : ''}: ${state(run.blockedNow)} now`
  return changed ? `${now}, would be ${state(run.wouldBeBlocked)}` : now
}
