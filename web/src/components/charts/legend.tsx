import type { ReactNode } from 'react'
import classes from './charts.module.css'
import { type Part, textToneOf, toneOf } from './types'

type Props = { parts: readonly Part[]; readout?: ReactNode }

/** What the colours and letters mean, and what the pointer or the focus is on. */
export function Legend({ parts, readout }: Props) {
  return (
    <div className={classes.legend}>
      {parts.map((part) => (
        <span key={part.name} className={classes.key}>
          <Swatch part={part} /> {part.name}
        </span>
      ))}
      <span className={classes.readout} aria-hidden="true">
        {readout}
      </span>
    </div>
  )
}

export function Swatch({ part }: { part: Pick<Part, 'color' | 'letter'> }) {
  return (
    <span
      className={classes.swatch}
      style={{ background: toneOf(part.color), color: textToneOf(part.color) }}
      aria-hidden="true"
    >
      {part.letter}
    </span>
  )
}
