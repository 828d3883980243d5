import { Group, Text, Title } from '@mantine/core'
import type { FindingDetail } from '../../../api/types'
import { CopyButton } from '../../../components/copy-button'
import { location } from '../../../components/formats'
import classes from './finding.module.css'
import { FindingComments } from './finding-comments'
import { FindingHistory } from './finding-history'
import { explanationOf, linesOf } from './snippet'

type Props = { finding: FindingDetail }

export function FindingEvidence({ finding }: Props) {
  const where = finding.filePath ? location(finding.filePath, finding.startLine) : null
  const explanation = explanationOf(finding)
  return (
    <div className={classes.main}>
      <section aria-labelledby="evidence">
        <Title order={2} id="evidence" mb={6}>
          Where
        </Title>
        <div className={classes.code}>
          <Group justify="space-between" wrap="nowrap" className={classes.codeHead}>
            <code className="so-code">{where ?? 'This finding belongs to no file'}</code>
            {where && <CopyButton value={where} label="Copy the path" />}
          </Group>
          {finding.snippet ? (
            <Snippet finding={finding} snippet={finding.snippet} />
          ) : (
            <Text c="dimmed" size="sm" p="sm">
              The scanner sent no code with it.
            </Text>
          )}
        </div>
      </section>
      <section aria-labelledby="explanation">
        <Title order={2} id="explanation" mb={6}>
          What it means
        </Title>
        {explanation ? (
          <Text className={classes.prose}>{explanation}</Text>
        ) : (
          <Text c="dimmed">
            {finding.scanner} says no more than the title. Its rule is {finding.ruleId}.
          </Text>
        )}
      </section>
      <FindingComments findingId={finding.id} />
      <FindingHistory finding={finding} />
    </div>
  )
}

function Snippet({ finding, snippet }: Props & { snippet: string }) {
  return (
    <pre className={classes.snippet}>
      {linesOf(snippet, finding.startLine, finding.endLine).map(({ key, number, text }) => (
        <div key={key} className={number === null ? undefined : classes.numbered}>
          {number !== null && <span className={classes.lineNumber}>{number}</span>}
          <span>{text || ' '}</span>
        </div>
      ))}
    </pre>
  )
}
