import { exactTime } from '../../components/formats'
import { RunLink } from '../projects/run-link'
import classes from './gate-policy.module.css'
import type { PreviewedRun } from './policy-document'
import { markWords, wouldFlip } from './preview-words'

/** A mark for each run, the oldest first: above what it is now, below what it would be under another policy. */
export function RunStrip({ runs, changed }: { runs: readonly PreviewedRun[]; changed: boolean }) {
  return (
    <div className={classes.strip}>
      <div className={classes.stripLabels} aria-hidden="true">
        <span>Now</span>
        {changed && <span>Would be</span>}
      </div>
      <ol className={classes.marks} aria-label="Runs, the oldest first">
        {[...runs].reverse().map((run) => (
          <li key={run.runId} title={`${markWords(run, changed)} (${exactTime(run.startedAt)})`}>
            <RunLink runId={run.runId} className={classes.column} label={markWords(run, changed)}>
              <Mark blocked={run.blockedNow} />
              {changed && <Mark blocked={run.wouldBeBlocked} flips={wouldFlip(run)} />}
            </RunLink>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The shape says what the colour says: a cross in a filled square is blocked, a tick in an empty one is not. */
function Mark({ blocked, flips = false }: { blocked: boolean; flips?: boolean }) {
  return (
    <span className={classes.mark} data-blocked={blocked || undefined} data-flips={flips || undefined}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={blocked ? 'm3.5 3.5 5 5M8.5 3.5l-5 5' : 'm3 6.3 2.1 2.1L9 4'} />
      </svg>
    </span>
  )
}
