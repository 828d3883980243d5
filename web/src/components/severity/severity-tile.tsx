import type { Severity } from '../../api/types'
import { lookOf } from './severity'
import classes from './severity.module.css'

type Props = { severity: Severity; large?: boolean }

/** The letter carries the meaning, the colour repeats it. */
export function SeverityTile({ severity, large = false }: Props) {
  const { letter, name } = lookOf(severity)
  return (
    <span className={classes.tile} data-severity={severity} data-large={large || undefined} title={name}>
      <span aria-hidden="true">{letter}</span>
      <span className="so-hidden">{name}</span>
    </span>
  )
}
