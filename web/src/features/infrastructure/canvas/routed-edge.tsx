import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { verbOf } from '../words'
import classes from './edge.module.css'
import type { RoutedEdge } from './flow'

/** An edge on the way that the layout found for it, with what it does written on it. */
function Routed({ data }: EdgeProps<RoutedEdge>) {
  if (!data) return null
  const { path, route, drawn, faded, chosen } = data
  const { x, y, width, height } = route.label
  return (
    <g
      className={classes.edge}
      data-on-path={drawn.onPath || undefined}
      data-evidence={drawn.edge.evidence}
      data-faded={faded || undefined}
      data-chosen={chosen || undefined}
    >
      <path d={path} markerEnd={`url(#so-arrow${drawn.onPath ? '-path' : ''})`} />
      <rect x={x} y={y} width={width} height={height} rx={4} />
      <text x={x + width / 2} y={y + height / 2}>
        {verbOf(drawn.edge)}
      </text>
    </g>
  )
}

export const edgeTypes = { routed: memo(Routed) }

export const Arrowheads = () => (
  <svg className={classes.arrowheads} aria-hidden="true">
    <defs>
      {['', '-path'].map((which) => (
        <marker
          key={which}
          id={`so-arrow${which}`}
          data-on-path={which ? true : undefined}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" />
        </marker>
      ))}
    </defs>
  </svg>
)
