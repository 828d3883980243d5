import { Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { AttackPath, GraphNode } from '../../../api/types'
import { plural } from '../../../components/formats'
import panels from '../../../components/panels/panels.module.css'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { EvidenceBadge } from '../badges'
import { Breakable } from '../breakable'
import { FindingsLink } from '../findings-link'
import shared from '../infrastructure.module.css'
import { useView } from '../use-infrastructure'
import { partsOf } from '../words'
import { ScoreParts } from './score'
import classes from './told.module.css'

type Props = {
  path: AttackPath
  /** The resources on the way; none before they are loaded. */
  nodes?: readonly GraphNode[]
}

/** A path in plain sentences, each with what says so. Choosing one shows its hop on the canvas. */
export function Narrative({ path, nodes = [] }: Props) {
  return (
    <section className={`${panels.card} ${shared.side}`} aria-labelledby="path-title">
      <Title order={2} id="path-title" className={shared.sideTitle}>
        {partsOf(path.entry).name} to {partsOf(path.target).name}
      </Title>
      <div className={shared.badges}>
        {path.isNew && <span className={shared.new}>New</span>}
        <EvidenceBadge evidence={path.evidence} />
        {path.alike > 1 && <span>×{path.alike} alike</span>}
        {path.worst && (
          <span className={shared.pathFindings}>
            <SeverityTile severity={path.worst} /> {plural(path.findings, 'finding')}
          </span>
        )}
      </div>
      <ol className={classes.narrative} aria-label="Hops">
        {path.hops.map((hop, at) => (
          <Hop key={hop.edge} hop={hop} at={at + 1} />
        ))}
        <li className={classes.conclusion}>
          <Breakable text={path.conclusion} />
        </li>
      </ol>
      <OnTheWay path={path} nodes={nodes} />
      <ScoreParts score={path.score} parts={path.parts} />
    </section>
  )
}

/** The findings that the path's number counts, resource by resource. */
function OnTheWay({ path, nodes }: Required<Props>) {
  const { change } = useView()
  const way = new Set(path.hops.flatMap((hop) => [hop.source, hop.target]))
  const found = nodes.filter((node) => way.has(node.number) && node.findings > 0)
  if (found.length === 0) return null
  return (
    <div>
      <Title order={3}>Open findings on the way</Title>
      <ul className={shared.onTheWay}>
        {found.map((node) => (
          <li key={node.number}>
            <button type="button" className={shared.textLink} onClick={() => change({ node: node.number })}>
              {partsOf(node.address).name}
            </button>
            <FindingsLink node={node} />
          </li>
        ))}
      </ul>
    </div>
  )
}

type HopProps = { hop: AttackPath['hops'][number]; at: number }

function Hop({ hop, at }: HopProps) {
  const { view, change } = useView()
  const chosen = view.edge === hop.edge
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (chosen) item.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <li ref={item} data-chosen={chosen || undefined}>
      <button
        type="button"
        className={classes.hop}
        aria-pressed={chosen}
        onClick={() => change({ edge: chosen ? undefined : hop.edge }, true)}
      >
        <span className={classes.hopNumber} aria-hidden="true">
          {at}
        </span>
        <span>
          <Breakable text={hop.sentence} />
        </span>
      </button>
      <div className={classes.basis}>
        <EvidenceBadge evidence={hop.evidence} />
        {hop.basis.length > 0 && (
          <details>
            <summary>
              {plural(hop.basis.length, 'attribute')} that say{hop.basis.length === 1 ? 's' : ''} so
            </summary>
            <ul>
              {hop.basis.map(({ address, path }) => (
                <li key={`${address} ${path}`}>
                  <code className="so-code">
                    {address}
                    {path && <b> {path}</b>}
                  </code>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  )
}
