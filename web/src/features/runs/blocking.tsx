import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { location, plural } from '../../components/formats'
import { SeverityTile } from '../../components/severity/severity-tile'
import { revealed } from '../findings/detail/text-pieces'
import type { Blocker, RunDetail } from './run-detail'
import classes from './run-page.module.css'
import { Section } from './section'
import { useRunPath } from './use-run'

const shownHere = 10
const mostTold = 1000

/** The worst of what blocks, each a click away from where it is and from being suppressed. */
export function Blocking({ run }: { run: RunDetail }) {
  const { tenantId, projectId } = useRunPath()
  const { decision } = run
  if (!decision?.blocked || decision.findings.length === 0) return null
  const blocking = decision.findings.slice(0, shownHere)
  const blockingCount = decision.findings.length
  const search = { projectId, runId: run.id }
  return (
    <Section
      title={
        blockingCount > blocking.length
          ? `The worst ${blocking.length} of ${blockingCount === mostTold ? `${mostTold} or more` : blockingCount} findings that block`
          : `${plural(blockingCount, 'finding')} that ${blockingCount === 1 ? 'blocks' : 'block'}`
      }
      aside={
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/tenants/$tenantId/findings" params={{ tenantId }} search={search} {...props} />
          )}
        >
          All of this run
        </Anchor>
      }
    >
      <ul className={classes.blocking}>
        {blocking.map((one) => (
          <Row key={one.id} one={one} search={search} />
        ))}
      </ul>
    </Section>
  )
}

function Row({ one, search }: { one: Blocker; search: { projectId: string; runId: string } }) {
  const { tenantId } = useRunPath()
  const to = '/tenants/$tenantId/findings/$findingId' as const
  const params = { tenantId, findingId: one.id }
  const title = revealed(one.title ?? one.ruleId)
  return (
    <li className={classes.blocker}>
      <SeverityTile severity={one.severity} />
      <span className={classes.what}>
        <Link to={to} params={params} search={search} title={title}>
          {title}
        </Link>
        {one.filePath && <code className="so-code">{revealed(location(one.filePath, one.startLine))}</code>}
      </span>
      <span className={classes.ruleId} title={`${one.scanner}: ${one.ruleId}`}>
        {one.scanner} · {revealed(one.ruleId)}
      </span>
      <span className={classes.fresh}>{one.isNew ? 'New' : 'Known'}</span>
      <Link
        to={to}
        params={params}
        search={search}
        hash="status"
        className={classes.act}
        aria-label={`Suppress ${title}`}
      >
        Suppress
      </Link>
    </li>
  )
}
