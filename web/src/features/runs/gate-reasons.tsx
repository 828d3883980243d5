import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { queries } from '../../api/client'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { useProject } from '../projects/use-project'
import classes from './runs.module.css'

/** Why the gate blocked, asked for when somebody wants to know: looking at a verdict stands in the audit trail. */
export function GateReasons({ verdictId }: { verdictId: string }) {
  const { tenantId } = useProject()
  const [open, setOpen] = useState(false)
  const verdict = queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/gate-verdicts/{verdictId}',
    { params: { path: { tenantId, verdictId } } },
    { enabled: open },
  )
  if (!open)
    return (
      <Button variant="subtle" size="compact-sm" ml={6} mb={6} onClick={() => setOpen(true)}>
        What the gate said
      </Button>
    )
  if (verdict.error) return <ProblemPanel error={verdict.error} what="The verdict could not be loaded." />
  if (verdict.data?.reasons.length === 0)
    return (
      <Text size="sm" className={classes.explanation}>
        It passed when the gate was asked. Findings were opened since.
      </Text>
    )
  return (
    <Text size="sm" className={classes.explanation} component="ul" m={0} ps={30}>
      {verdict.data?.reasons.map((reason) => (
        <li key={reason.rule}>
          {reason.text} <code className="so-code">{reason.rule}</code>
        </li>
      ))}
    </Text>
  )
}
