import { queries } from '../../../api/client'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { StateBadge } from '../../../components/panels/state-badge'
import { Time } from '../../../components/time'
import { RunLink } from '../run-link'
import { useProject } from '../use-project'
import classes from './overview.module.css'
import { Panel } from './panel'

export function Branches() {
  const { tenantId, projectId } = useProject()
  const branches = queries.useQuery('get', '/api/tenants/{tenantId}/projects/{projectId}/branches', {
    params: { path: { tenantId, projectId } },
  })
  const items = branches.data ?? []
  return (
    <Panel title="Branches" wide>
      {branches.error && (
        <div className={classes.note}>
          <ProblemPanel error={branches.error} what="The branches could not be loaded." />
        </div>
      )}
      {branches.isPending && (
        <div className={classes.note}>
          <SkeletonRows rows={3} />
        </div>
      )}
      {branches.data && items.length === 0 && (
        <p className={`${classes.note} ${classes.quiet}`}>No run has named its branch yet.</p>
      )}
      {items.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label="Branches">
            <thead>
              <tr>
                <th scope="col">Branch</th>
                <th scope="col">Its newest run</th>
                <th scope="col" data-right>
                  Runs
                </th>
                <th scope="col" data-right>
                  Began
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.branch}>
                  <th scope="row" className={classes.name}>
                    {one.branch}
                    {one.isDefault && <span className={classes.quiet}> · default branch</span>}
                  </th>
                  <td>
                    <BranchState blocked={one.blocked} />
                  </td>
                  <td data-right>{one.runs}</td>
                  <td data-right className={classes.quiet}>
                    <RunLink runId={one.lastRunId}>
                      <Time at={one.lastRunAt} />
                    </RunLink>
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

function BranchState({ blocked }: { blocked: boolean | null }) {
  if (blocked === null) return <StateBadge state="warn">Not decided</StateBadge>
  return blocked ? (
    <StateBadge state="fail">Blocked</StateBadge>
  ) : (
    <StateBadge state="pass">Not blocked</StateBadge>
  )
}
