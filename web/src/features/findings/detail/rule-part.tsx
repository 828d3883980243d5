import { Anchor, Title } from '@mantine/core'
import type { FindingDetail } from '../../../api/types'
import { CopyButton } from '../../../components/copy-button'
import { ExternalIcon } from '../../../components/icons'
import classes from './finding.module.css'
import { helpOf } from './rule-help'
import { revealed } from './text-pieces'

export function RulePart({ finding }: { finding: FindingDetail }) {
  return (
    <section aria-labelledby="rule">
      <Title order={2} id="rule" className={classes.partTitle}>
        Rule
      </Title>
      <dl className={classes.wideFacts}>
        <dt>Rule</dt>
        <dd className={classes.inline}>
          <Explained name={finding.ruleId} code />
          <CopyButton value={finding.ruleId} label="Copy the rule" />
        </dd>
        <dt>Scanner</dt>
        <dd>{finding.scanner}</dd>
        {finding.cwe.length > 0 && (
          <>
            <dt>Weakness</dt>
            <dd>
              {finding.cwe.map((name) => (
                <div key={name}>
                  <Explained name={name} />
                </div>
              ))}
            </dd>
          </>
        )}
        {finding.owasp.length > 0 && (
          <>
            <dt>OWASP</dt>
            <dd>{finding.owasp.map(revealed).join(', ')}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** A name, as a link where it is explained. */
function Explained({ name, code = false }: { name: string; code?: boolean }) {
  const href = helpOf(name)
  const shown = code ? <code className="so-code">{revealed(name)}</code> : revealed(name)
  if (!href) return <span>{shown}</span>
  return (
    <Anchor href={href} target="_blank" rel="noopener noreferrer" className={classes.external}>
      {shown} <ExternalIcon />
    </Anchor>
  )
}
