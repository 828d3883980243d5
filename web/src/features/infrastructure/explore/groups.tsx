import type { GraphNode } from '../../../api/types'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { KindIcon } from '../badges'
import shared from '../infrastructure.module.css'
import { useView } from '../use-infrastructure'
import { partsOf, typeWords } from '../words'
import classes from './explore.module.css'

/** The groups of this level, to go into one. */
export function Groups({ items }: { items: GraphNode[] }) {
  const { change } = useView()
  if (items.length === 0) return null
  return (
    <ul className={classes.groups} aria-label="Groups">
      {items.map((node) => (
        <li key={node.number}>
          <button type="button" onClick={() => change({ within: node.number, node: undefined })}>
            <KindIcon kind={node.kind} />
            <span>
              <strong>{partsOf(node.address).name}</strong>
              <span className={shared.quiet}>
                {typeWords(node.type)}, {node.children} inside
              </span>
            </span>
            {node.worst && <SeverityTile severity={node.worst} />}
          </button>
        </li>
      ))}
    </ul>
  )
}
