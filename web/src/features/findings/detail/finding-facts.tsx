import { Anchor, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { FindingDetail } from '../../../api/types'
import { CopyButton } from '../../../components/copy-button'
import { plural } from '../../../components/formats'
import { ExternalIcon } from '../../../components/icons'
import panels from '../../../components/panels/panels.module.css'
import { Time } from '../../../components/time'
import { useTenantId } from '../../tenants/use-tenant'
import classes from './finding.module.css'

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
          {finding.sameSecret && finding.sameSecret.count > 0 && (
            <>
              <dt>Secret</dt>
              <dd>
                <SameSecret {...finding.sameSecret} />
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

const shownLinks = 10

/** Ids are all that the API says of the others; revoking the secret once ends them all. */
function SameSecret({ count, findingIds }: NonNullable<FindingDetail['sameSecret']>) {
  const tenantId = useTenantId()
  const shown = findingIds.slice(0, shownLinks)
  return (
    <>
      The same secret is in {plural(count, 'other finding')}:{' '}
      {shown.map((findingId, index) => (
        <span key={findingId}>
          <Anchor
            underline="always"
            aria-label={`Other finding ${index + 1} of ${count}`}
            renderRoot={(props) => (
              <Link
                to="/tenants/$tenantId/findings/$findingId"
                params={{ tenantId, findingId }}
                search={{}}
                {...props}
              />
            )}
          >
            {index + 1}
          </Anchor>
          {index < shown.length - 1 ? ', ' : ''}
        </span>
      ))}
      {count > shown.length ? ` and ${count - shown.length} more` : ''}. Revoking it once ends them all.
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
