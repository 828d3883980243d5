import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { type State, StateBadge } from '../../components/panels/state-badge'
import classes from './set-up.module.css'
import type { StepName, StepState } from './steps'

const words: Record<StepState, { state: State; word: string }> = {
  done: { state: 'pass', word: 'Done' },
  now: { state: 'open', word: 'To do' },
  waiting: { state: 'pending', word: 'Waiting' },
  later: { state: 'neutral', word: 'Later' },
}

const titleId = (name: StepName) => `set-up-${name}`

/** What stood at the focus is gone: the heading of what comes next gets it. */
export const focusStep = (name: StepName) => document.getElementById(titleId(name))?.focus()

type Props = { name: StepName; title: string; state: StepState; children: ReactNode }

export function Step({ name, title, state, children }: Props) {
  return (
    <li className={classes.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <div className={classes.head}>
        <Title order={2} id={titleId(name)} tabIndex={-1}>
          {title}
        </Title>
        <StateBadge state={words[state].state}>{words[state].word}</StateBadge>
      </div>
      <div className={classes.content}>{children}</div>
    </li>
  )
}
