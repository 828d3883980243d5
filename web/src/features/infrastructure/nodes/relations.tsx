import { Title } from '@mantine/core'
import type { GraphEdge, NodeDetail } from '../../../api/types'
import { EvidenceBadge } from '../badges'
import shared from '../infrastructure.module.css'
import { useView } from '../use-infrastructure'
import { families, familyWords, partsOf, verbOf } from '../words'
import classes from './nodes.module.css'

/** What a resource does to others and they to it, with what says so. */
export function Relations({ detail }: { detail: NodeDetail }) {
  const { node, edges, edgesTruncated } = detail
  const ranked = edges.toSorted((one, other) => families.indexOf(one.family) - families.indexOf(other.family))
  const out = ranked.filter((edge) => edge.source === node.number)
  const into = ranked.filter((edge) => edge.target === node.number)
  return (
    <>
      <Direction title="Does to others" edges={out} from={node.number} />
      <Direction title="Others do to it" edges={into} from={node.number} />
      {edgesTruncated && <p className={shared.quiet}>It has more relations than are listed.</p>}
    </>
  )
}

type DirectionProps = { title: string; edges: GraphEdge[]; from: number }

function Direction({ title, edges, from }: DirectionProps) {
  const { change } = useView()
  if (edges.length === 0) return null
  return (
    <div>
      <Title order={3}>
        {title} <span className={shared.quiet}>{edges.length}</span>
      </Title>
      <ul className={classes.relations}>
        {edges.map((edge) => {
          const other = edge.source === from ? edge.target : edge.source
          const name = partsOf(edge.source === from ? edge.targetAddress : edge.sourceAddress)
          const open = (
            <button type="button" className={shared.textLink} onClick={() => change({ node: other })}>
              {name.type && <span className={shared.quiet}>{name.type}.</span>}
              {name.name}
            </button>
          )
          return (
            <li key={edge.number}>
              <span>
                {edge.source === from ? (
                  <>
                    {verbOf(edge)} {open}
                  </>
                ) : (
                  <>
                    {open} {verbOf(edge)} it
                  </>
                )}
                {edge.detail && ` (${edge.detail})`}
              </span>
              <span className={classes.relationFacts}>
                <EvidenceBadge evidence={edge.evidence} />
                <span className={shared.quiet}>{familyWords[edge.family]}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
