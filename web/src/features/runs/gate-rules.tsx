import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { StateBadge } from '../../components/panels/state-badge'
import { type PolicyRule, rulesOf } from './policy-rules'
import { type RuleLine, ruleOf } from './rules'
import type { RunDetail } from './run-detail'
import classes from './run-page.module.css'
import { Section } from './section'
import { useRunPath } from './use-run'

const shownFirst = 5

/** What the policy says against what the run has: first what blocks, the rest when somebody wants to know. */
export function GateRules({ run }: { run: RunDetail }) {
  const [all, setAll] = useState(false)
  const { decision } = run
  if (!decision) return null
  const rules = decision.reasons.map(ruleOf)
  const shown = all ? rules : rules.slice(0, shownFirst)
  const kept = rulesOf(decision.policy).filter((rule) => !rules.some((one) => one.id === rule.id))
  const rest = rules.length - shown.length + (all ? 0 : kept.length)
  return (
    <Section
      title={rules.length ? 'What blocks it' : 'The gate’s rules'}
      aside={<PolicyName version={decision.policyVersion} />}
    >
      <div className={classes.scroller}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">This run</th>
              <th scope="col">Limit</th>
              <th scope="col">Counts</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((rule) => (
              <RuleRow key={rule.id} rule={rule} runId={run.id} />
            ))}
            {rules.length === 0 && (
              <tr>
                <td colSpan={4}>
                  <Text size="sm">No rule blocks this run.</Text>
                </td>
              </tr>
            )}
            {all && kept.map((rule) => <KeptRow key={rule.id} rule={rule} />)}
          </tbody>
        </table>
      </div>
      {!all && rest > 0 && (
        <Button variant="subtle" size="compact-sm" m={6} onClick={() => setAll(true)}>
          {rules.length > shownFirst
            ? `Show ${rest} more`
            : `Show ${rest === 1 ? 'the rule that holds' : `the ${rest} rules that hold`}`}
        </Button>
      )}
    </Section>
  )
}

function RuleRow({ rule, runId }: { rule: RuleLine; runId: string }) {
  const { tenantId, projectId } = useRunPath()
  return (
    <tr>
      <th scope="row">
        <span className={classes.rule}>
          <StateBadge state="fail">Blocks</StateBadge>
          <span title={`In the policy: ${rule.id}`}>{rule.text}</span>
        </span>
      </th>
      <td>
        {rule.list ? (
          <Link
            to="/tenants/$tenantId/findings"
            params={{ tenantId }}
            search={{ projectId, runId, ...rule.list }}
            className={classes.number}
          >
            {rule.actual}
          </Link>
        ) : (
          rule.actual
        )}
      </td>
      <td>{rule.limit}</td>
      <td>{rule.counts}</td>
    </tr>
  )
}

function KeptRow({ rule }: { rule: PolicyRule }) {
  return (
    <tr>
      <th scope="row">
        <span className={classes.rule}>
          <StateBadge state="pass">Holds</StateBadge>
          <span title={`In the policy: ${rule.id}`}>{rule.text}</span>
        </span>
      </th>
      <td colSpan={3}>within its limit</td>
    </tr>
  )
}

function PolicyName({ version }: { version: number }) {
  const { tenantId, projectId } = useRunPath()
  return (
    <Link
      to="/tenants/$tenantId/projects/$projectId/settings"
      params={{ tenantId, projectId }}
      className={classes.quietLink}
    >
      {version > 0 ? `Policy version ${version}` : 'Published policy'}
    </Link>
  )
}
