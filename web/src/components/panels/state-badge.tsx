import type { ReactNode } from 'react'
import classes from './panels.module.css'

export type State = 'pass' | 'warn' | 'fail' | 'pending' | 'open' | 'suppressed' | 'neutral'

/** Letters mean severity, shapes mean state. */
const shapes: Record<State, string> = {
  pass: 'm2 6.5 2.7 2.7L10 3.5',
  warn: 'M6 1.5 11 10.5H1zM6 5v2.5',
  fail: 'm3 3 6 6M9 3 3 9',
  pending: 'M6 10.5A4.5 4.5 0 1 0 6 1.5a4.5 4.5 0 0 0 0 9ZM6 3.5V6l1.8 1',
  open: 'M6 10a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z',
  suppressed: 'M6 10a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM3.2 8.8l5.6-5.6',
  neutral: 'M3 6h6',
}

type Props = { state: State; children: ReactNode }

export function StateBadge({ state, children }: Props) {
  return (
    <span className={classes.badge} data-state={state}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={shapes[state]} />
      </svg>
      {children}
    </span>
  )
}

/** The shape alone, large, beside a heading that says the same in words. */
export function StateMark({ state }: { state: State }) {
  return (
    <span className={classes.badge} data-state={state} data-mark aria-hidden="true">
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={shapes[state]} />
      </svg>
    </span>
  )
}
