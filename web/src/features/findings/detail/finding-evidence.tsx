import { Text, Title } from '@mantine/core'
import type { FindingDetail } from '../../../api/types'
import { CodePanel } from './code-panel'
import classes from './finding.module.css'
import { Prose } from './prose'
import { RulePart } from './rule-part'
import { explanationOf } from './snippet'

type Props = { finding: FindingDetail }

export function FindingEvidence({ finding }: Props) {
  const explanation = explanationOf(finding)
  return (
    <div className={classes.main}>
      <CodePanel finding={finding} />
      <section aria-labelledby="explanation">
        <Title order={2} id="explanation" className={classes.partTitle}>
          What {finding.scanner} says
        </Title>
        {explanation ? <Prose text={explanation} /> : <Text c="dimmed">No more than the title.</Text>}
      </section>
      <RulePart finding={finding} />
    </div>
  )
}
