import type { Run, RunScanner, Scanner } from '../../../api/types'

export type Report = {
  key: string
  name: string
  required: boolean
  /** In the newest run: what became of it there; null when it said nothing. */
  latest: RunScanner['status'] | null
  /** Where it last did its work, among the runs looked at. */
  last: { run: Run; findings: number } | null
}

const didItsWork = (status: RunScanner['status']) => status === 'completed' || status === 'reported'

/** The worse of a scanner's targets counts. */
const order: RunScanner['status'][] = ['failed', 'skipped', 'reported', 'completed']

/**
 * What each scanner said: those that are active or required and those that reported all the same.
 * A run of plans alone has no scanners and says nothing about them; one that goes on has not said all.
 * @param runs Newest first.
 */
export function reportsOf(runs: readonly Run[], scanners: readonly Scanner[], required: readonly string[]) {
  const heard = runs.filter((run) => run.scanners.length > 0)
  const closed = heard.filter((run) => run.status === 'closed')
  const newest = closed[0] ?? heard[0]
  const names = new Map(scanners.map((one) => [one.key, one.name]))
  const keys = new Set([
    ...required,
    ...scanners.filter((one) => one.enabled).map((one) => one.key),
    ...(newest?.scanners ?? []).map((one) => one.scanner),
  ])
  return [...keys].map((key): Report => {
    const of = (run: Run | undefined) => run?.scanners.filter((one) => one.scanner === key) ?? []
    const run = heard.find((one) => of(one).some(({ status }) => didItsWork(status)))
    const findings = of(run).reduce((sum, one) => sum + (didItsWork(one.status) ? one.findings : 0), 0)
    const statuses = of(newest).map((one) => one.status)
    return {
      key,
      name: names.get(key) ?? key,
      required: required.includes(key),
      latest: order.find((status) => statuses.includes(status)) ?? null,
      last: run ? { run, findings } : null,
    }
  })
}
