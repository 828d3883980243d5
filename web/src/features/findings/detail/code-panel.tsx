import { Anchor, Text, Title } from '@mantine/core'
import type { FindingDetail } from '../../../api/types'
import { CopyButton } from '../../../components/copy-button'
import { location } from '../../../components/formats'
import { ExternalIcon } from '../../../components/icons'
import classes from './finding.module.css'
import { linesOf } from './snippet'
import { httpsAddress, revealed } from './text-pieces'

type Props = { finding: FindingDetail }

export function CodePanel({ finding }: Props) {
  const where = finding.filePath ? location(finding.filePath, finding.startLine) : null
  const source = httpsAddress(finding.sourceLink)
  return (
    <section aria-labelledby="evidence">
      <Title order={2} id="evidence" className={classes.partTitle}>
        Where
      </Title>
      <div className={classes.code}>
        <div className={classes.codeHead}>
          <code className="so-code">{where ? revealed(where) : 'This finding belongs to no file'}</code>
          {source && (
            <Anchor
              href={source}
              target="_blank"
              rel="noopener noreferrer"
              className={classes.external}
              size="sm"
            >
              Open in repository <ExternalIcon />
            </Anchor>
          )}
          {where && <CopyButton value={where} label="Copy the path" />}
        </div>
        {finding.snippet ? (
          <Snippet finding={finding} snippet={finding.snippet} />
        ) : (
          <Text c="dimmed" size="sm" p="sm">
            {finding.scanner} sent no code with it.
          </Text>
        )}
      </div>
    </section>
  )
}

function Snippet({ finding, snippet }: Props & { snippet: string }) {
  return (
    <pre className={classes.snippet}>
      {linesOf(snippet, finding.startLine, finding.endLine).map(({ key, number, text }) => (
        <div key={key} className={number === null ? undefined : classes.numbered}>
          {number !== null && <span className={classes.lineNumber}>{number}</span>}
          <span>{revealed(text) || ' '}</span>
        </div>
      ))}
    </pre>
  )
}
