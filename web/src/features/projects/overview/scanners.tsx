import type { Run } from '../../../api/types'
import { plural } from '../../../components/formats'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { StateBadge } from '../../../components/panels/state-badge'
import { Time } from '../../../components/time'
import { usePolicy } from '../../gate-policy/use-policy'
import { useScanners } from '../../scanners/use-scanners'
import { RunLink } from '../run-link'
import { useProject } from '../use-project'
import classes from './overview.module.css'
import { Panel } from './panel'
import { type Report, reportsOf } from './scanner-reports'

export function Scanners({ runs }: { runs: Run[] }) {
  const { tenantId, projectId } = useProject()
  const scanners = useScanners(tenantId, projectId)
  const required = usePolicy().data?.document.requiredScanners ?? []
  const reports = reportsOf(runs, scanners.data?.items ?? [], required)
  return (
    <Panel title="Scanners">
      {scanners.error && <ProblemPanel error={scanners.error} what="The scanners could not be loaded." />}
      {scanners.isPending && (
        <div className={classes.note}>
          <SkeletonRows rows={4} />
        </div>
      )}
      {scanners.data && (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label="Scanners">
            <thead>
              <tr>
                <th scope="col">Scanner</th>
                <th scope="col">In the newest whole run</th>
                <th scope="col" data-right>
                  Last reported
                </th>
              </tr>
            </thead>
            <tbody>
              {reports.map((report) => (
                <tr key={report.key}>
                  <th scope="row" className={classes.name}>
                    {report.name}
                    {report.required && <div className={classes.quiet}>Required by the gate</div>}
                  </th>
                  <td>
                    <Outcome report={report} />
                  </td>
                  <td data-right className={classes.quiet}>
                    <Last last={report.last} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

function Outcome({ report: { latest, required } }: { report: Report }) {
  if (latest === 'failed') return <StateBadge state="fail">Failed</StateBadge>
  if (latest === 'skipped') return <StateBadge state="warn">Skipped</StateBadge>
  if (latest === null && required) return <StateBadge state="fail">Did not report</StateBadge>
  if (latest === null) return <StateBadge state="warn">Did not report</StateBadge>
  return latest === 'completed' ? (
    <StateBadge state="pass">Completed</StateBadge>
  ) : (
    // Published clients send findings and never say that a scanner was done.
    <StateBadge state="neutral">Reported</StateBadge>
  )
}

function Last({ last }: { last: Report['last'] }) {
  if (!last) return 'Not lately'
  return (
    <>
      <RunLink runId={last.run.id}>
        <Time at={last.run.openedAt} />
      </RunLink>
      <div>{plural(last.findings, 'finding')}</div>
    </>
  )
}
