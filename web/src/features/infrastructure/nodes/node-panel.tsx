import { CloseButton, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import type { NodeDetail } from '../../../api/types'
import { CopyButton } from '../../../components/copy-button'
import panels from '../../../components/panels/panels.module.css'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { ExposureMark, KindIcon } from '../badges'
import { FindingsLink } from '../findings-link'
import shared from '../infrastructure.module.css'
import { useNode, useView } from '../use-infrastructure'
import { assetWords, partsOf, typeWords } from '../words'
import { attributeRows } from './attributes'
import { NodeActions } from './node-actions'
import classes from './nodes.module.css'
import { Relations } from './relations'

type Props = {
  analysisId: string
  number: number
  /** Draws its neighbours into the canvas beside; absent where there is none. */
  expand?: (number: number) => void
}

export function NodePanel({ analysisId, number, expand }: Props) {
  const { change } = useView()
  const node = useNode(analysisId, number)
  const title = useFocusUntilClosed(node.isSuccess)
  return (
    <section className={`${panels.card} ${shared.side}`} aria-labelledby="node-title">
      <div className={classes.panelHead}>
        <Title order={2} id="node-title" ref={title} tabIndex={-1} className={shared.sideTitle}>
          {node.data ? partsOf(node.data.node.address).name : 'Resource'}
        </Title>
        <CloseButton aria-label="Close the details" onClick={() => change({ node: undefined })} />
      </div>
      {node.error && (
        <ProblemPanel
          error={node.error}
          what="The resource could not be loaded."
          retry={() => void node.refetch()}
        />
      )}
      {node.isPending && <SkeletonRows rows={6} />}
      {node.data && <Detail detail={node.data} expand={expand} />}
    </section>
  )
}

function Detail({ detail, expand }: { detail: NodeDetail; expand: Props['expand'] }) {
  const { node } = detail
  const attributes = attributeRows(detail.attributes)
  return (
    <>
      <div className={classes.address}>
        <code className="so-code">{node.address}</code>
        <CopyButton value={node.address} label="Copy the address" />
      </div>
      <div className={shared.badges}>
        <KindIcon kind={node.kind} />
        <span>{typeWords(node.type)}</span>
        {node.kind !== 'entry' && <ExposureMark exposure={node.exposure} />}
        {assetWords[node.asset] && <span>{assetWords[node.asset]}</span>}
        {node.actions.length > 0 && <span>{node.actions.join(', ')}</span>}
      </div>
      {node.findings === 0 ? (
        <p className={shared.pathFindings}>No open findings about it</p>
      ) : (
        <FindingsLink node={node} />
      )}
      <NodeActions node={node} expand={expand} />
      <Relations detail={detail} />
      <Part title="Known attributes" count={attributes.length}>
        <dl className={classes.attributes}>
          {attributes.map(([path, value]) => (
            <div key={path}>
              <dt>{path}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title="Known only after apply" count={detail.unknown.length}>
        <Paths paths={detail.unknown} />
      </Part>
      <Part title="Never left the pipeline" count={detail.redacted.length}>
        <Paths paths={detail.redacted} />
      </Part>
    </>
  )
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null
  return (
    <details className={classes.part}>
      <summary>
        {title} <span className={shared.quiet}>{count}</span>
      </summary>
      {children}
    </details>
  )
}

const Paths = ({ paths }: { paths: string[] }) => (
  <ul className={shared.addresses}>
    {paths.map((path) => (
      <li key={path}>
        <code className="so-code">{path}</code>
      </li>
    ))}
  </ul>
)

/** Whoever opened the panel goes on reading there, and back where they were when it closes. */
function useFocusUntilClosed(ready: boolean) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  useEffect(() => {
    // Not for a page that was opened with it.
    if (ready && document.activeElement !== document.body) title.current?.focus()
  }, [ready])
  return title
}
