import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { ExposureMark, Shape } from '../badges'
import { kindWords, typeWords } from '../words'
import classes from './card.module.css'
import type { CardNode } from './flow'
import { kindShapes } from './shapes'

function Card({ data }: NodeProps<CardNode>) {
  const { drawn, look, faded, chosen, within } = data
  const { node, numbers, title } = drawn
  const type = node.type ? typeWords(node.type) : kindWords[node.kind]
  return (
    <div
      className={classes.card}
      data-look={look}
      data-exposure={node.exposure}
      data-entry={node.kind === 'entry' || undefined}
      data-folded={numbers.length > 1 || undefined}
      data-faded={faded || undefined}
      data-chosen={chosen || undefined}
      title={node.address}
    >
      <Shape path={kindShapes[node.kind]} />
      <span className={classes.text}>
        <span className={classes.title}>{title}</span>
        <span className={classes.type}>
          {title === type && numbers.length > 1 ? 'open to see each' : type}
          {within && <> in {within}</>}
          {node.children > 0 && numbers.length === 1 && <>, {node.children} inside</>}
        </span>
      </span>
      <span className={classes.marks}>
        {numbers.length > 1 && <span className={classes.count}>×{numbers.length}</span>}
        {node.worst && numbers.length === 1 && <SeverityTile severity={node.worst} />}
        {node.kind !== 'entry' && node.exposure !== 'none' && <ExposureMark exposure={node.exposure} />}
      </span>
      <Ends />
    </div>
  )
}

function Frame({ data }: NodeProps<CardNode>) {
  const { drawn, look, faded, chosen } = data
  const { node, title } = drawn
  return (
    <div
      className={classes.frame}
      data-look={look}
      data-faded={faded || undefined}
      data-chosen={chosen || undefined}
      title={node.address}
    >
      <span className={classes.frameHead}>
        <Shape path={kindShapes[node.kind]} />
        <span className={classes.title}>{title}</span>
        <span className={classes.type}>{typeWords(node.type)}</span>
        {node.worst && <SeverityTile severity={node.worst} />}
      </span>
      <Ends />
    </div>
  )
}

/** Where edges may begin and end: without them none is drawn. The layout says where they really do. */
const Ends = () => (
  <>
    <Handle type="target" position={Position.Left} isConnectable={false} className={classes.end} />
    <Handle type="source" position={Position.Right} isConnectable={false} className={classes.end} />
  </>
)

/** Panning changes no node, so none is drawn anew for it. */
export const nodeTypes = { card: memo(Card), frame: memo(Frame) }
