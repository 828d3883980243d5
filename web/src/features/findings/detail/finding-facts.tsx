import { Anchor, Text, Title } from '@mantine/core'
import type { FindingDetail } from '../../../api/types'
import { CopyButton } from '../../../components/copy-button'
import { ExternalIcon } from '../../../components/icons'
import panels from '../../../components/panels/panels.module.css'
import { Time } from '../../../components/time'
import classes from './finding.module.css'
import { SameSecret } from './same-secret'

type Props = { finding: FindingDetail }

export function FindingFacts({ finding }: Props) {
  return (
    <>
      <section className={panels.card} aria-labelledby="rule">
        <Title order={2} size="h3" id="rule" className={classes.cardTitle}>
          Rule
        </Title>
        <dl className={classes.facts}>
          <dt>Rule</dt>
          <dd className={classes.copyable}>
            <code className="so-code">{finding.ruleId}</code>
            <CopyButton value={finding.ruleId} label="Copy the rule" />
          </dd>
          <dt>Scanner</dt>
          <dd>{finding.scanner}</dd>
          {finding.cwe.length > 0 && (
            <>
              <dt>Weakness</dt>
              <dd>
                {finding.cwe.map((entry) => (
                  <Weakness key={entry} entry={entry} />
                ))}
              </dd>
            </>
          )}
          {finding.owasp.length > 0 && (
            <>
              <dt>OWASP</dt>
              <dd>{finding.owasp.join(', ')}</dd>
            </>
          )}
        </dl>
      </section>
      {finding.sameSecret && <SameSecret {...finding.sameSecret} />}
      <section className={panels.card} aria-labelledby="seen">
        <Title order={2} size="h3" id="seen" className={classes.cardTitle}>
          Seen in {finding.runs.length === 1 ? 'this run' : 'these runs'}
        </Title>
        <ul className={classes.runs}>
          {finding.runs.map((run) => (
            <li key={`${run.pipelineRunId} ${run.at}`}>
              <code className="so-code">{run.pipelineRunId}</code>
              <Text c="dimmed" size="sm">
                {run.branch ? `${run.branch}, ` : ''}
                <Time at={run.at} />
              </Text>
            </li>
          ))}
          {finding.runs.length === 0 && <Text c="dimmed">No run is kept any more.</Text>}
        </ul>
      </section>
    </>
  )
}

function Weakness({ entry }: { entry: string }) {
  const number = /^CWE-(\d+)/i.exec(entry)?.[1]
  if (!number) return <div>{entry}</div>
  return (
    <Anchor
      href={`https://cwe.mitre.org/data/definitions/${number}.html`}
      target="_blank"
      rel="noreferrer"
      className={classes.external}
    >
      {entry} <ExternalIcon />
    </Anchor>
  )
}
