import { Text } from '@mantine/core'
import { duration, plural } from '../../components/formats'
import { type State, StateBadge } from '../../components/panels/state-badge'
import { type Outcome, outcomesOf } from './outcome'
import type { RunDetail } from './run-detail'
import classes from './run-page.module.css'
import { Section } from './section'

/** What was to run and what came of it. No result is never shown as no findings. */
export function Scanners({ run }: { run: RunDetail }) {
  const outcomes = outcomesOf(run)
  const done = outcomes.filter((one) => one.status === 'completed' || one.status === 'reported').length
  return (
    <Section
      title="Scanners"
      aside={
        <Text size="sm" c="dimmed">
          {outcomes.length ? `${done} of ${outcomes.length} came with a result` : ''}
        </Text>
      }
    >
      {outcomes.length === 0 ? (
        <Text size="sm" className={classes.sectionBody}>
          {run.status === 'open'
            ? 'No scanner has reported yet.'
            : 'No scanner reported to this run, which is not the same as nothing found.'}
        </Text>
      ) : (
        <div className={classes.scroller}>
          <table className={classes.table} data-manifest>
            <thead>
              <tr>
                <th scope="col">Scanner</th>
                <th scope="col">Outcome</th>
                <th scope="col">Findings</th>
                <th scope="col">Time</th>
                <th scope="col">Rules</th>
              </tr>
            </thead>
            <tbody>
              {outcomes.map((one) => (
                <Row key={`${one.scanner} ${one.target}`} one={one} open={run.status === 'open'} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}

const words: Record<Outcome['status'], { word: string; state: State | null }> = {
  completed: { word: 'Completed', state: null },
  reported: { word: 'Reported', state: null },
  failed: { word: 'Failed', state: 'fail' },
  skipped: { word: 'Skipped', state: 'warn' },
  missing: { word: 'Missing', state: 'fail' },
}

function Row({ one, open }: { one: Outcome; open: boolean }) {
  const pending = open && one.status === 'missing'
  const { word, state } = pending ? { word: 'Waited for', state: 'pending' as const } : words[one.status]
  return (
    <tr>
      <th scope="row">
        {one.scanner} {one.version && <span className={classes.faint}>{one.version}</span>}
        {one.target && <span className={classes.message}>{one.target}</span>}
      </th>
      <td>
        {state ? <StateBadge state={state}>{word}</StateBadge> : word}
        {one.message && <span className={classes.message}>{one.message}</span>}
        {one.status === 'missing' && !pending && (
          <span className={classes.message}>It was to run, and no result came.</span>
        )}
      </td>
      <td title={state ? 'Not known: the scanner found nothing out' : plural(one.findings, 'finding')}>
        {state ? 'not known' : one.findings}
      </td>
      <td>{one.status === 'missing' ? '–' : duration(one.durationMilliseconds)}</td>
      <td title={one.rulesDigest ? `Digest of its version and settings: ${one.rulesDigest}` : undefined}>
        {one.rulesDigest ? <code className="so-code">{one.rulesDigest.slice(0, 8)}</code> : '–'}
      </td>
    </tr>
  )
}
