import { queries } from '../../api/client'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { StateBadge } from '../../components/panels/state-badge'
import { useTenantId } from '../tenants/use-tenant'
import { rulesOf } from './policy-rules'
import classes from './run-page.module.css'

type Props = { verdictId: string; failing: ReadonlySet<string> }

/** The other rules of the policy as it was, asked for when somebody wants to know: looking at a verdict stands in the audit trail. */
export function KeptRules({ verdictId, failing }: Props) {
  const tenantId = useTenantId()
  const verdict = queries.useQuery('get', '/api/tenants/{tenantId}/gate-verdicts/{verdictId}', {
    params: { path: { tenantId, verdictId } },
  })
  if (verdict.error)
    return (
      <tr>
        <td colSpan={4}>
          <ProblemPanel error={verdict.error} what="The policy of then could not be loaded." />
        </td>
      </tr>
    )
  const kept = verdict.data ? rulesOf(verdict.data.policy).filter((rule) => !failing.has(rule.id)) : null
  if (kept?.length === 0)
    return (
      <tr>
        <td colSpan={4}>The policy has no other rule.</td>
      </tr>
    )
  return kept?.map((rule) => (
    <tr key={rule.id}>
      <th scope="row">
        <span className={classes.rule}>
          <StateBadge state="pass">Holds</StateBadge>
          <span title={`In the policy: ${rule.id}`}>{rule.text}</span>
        </span>
      </th>
      <td colSpan={3}>within its limit</td>
    </tr>
  ))
}
