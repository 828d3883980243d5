import type { FindingDetail } from '../../api/types'
import type { State } from '../../components/panels/state-badge'

export type Status = FindingDetail['status']
export type Kind = Extract<Status, 'false-positive' | 'risk-accepted' | 'wont-fix'>

/** Where findings stand, as people say it. */
export const statusWords: Record<Status, string> = {
  open: 'Open',
  'in-review': 'In review',
  resolved: 'Resolved',
  'false-positive': 'False positive',
  'risk-accepted': 'Risk accepted',
  'wont-fix': 'Won’t fix',
}

export const statusStates: Record<Status, State> = {
  open: 'open',
  'in-review': 'pending',
  resolved: 'pass',
  'false-positive': 'suppressed',
  'risk-accepted': 'suppressed',
  'wont-fix': 'suppressed',
}

/** Shapes mean state, also to who sees no colours. */
const marks: Partial<Record<State, string>> = { open: '○', pending: '◐', pass: '✓', suppressed: '⊘' }

export const statusMark = (status: string): string =>
  marks[Object.entries(statusStates).find(([one]) => one === status)?.[1] ?? 'open'] ?? ''

/** The ways to leave a finding alone. */
export const kinds: readonly { value: Kind; words: string; hint: string }[] = [
  {
    value: 'false-positive',
    words: 'False positive',
    hint: 'The scanner is wrong: there is nothing to fix.',
  },
  { value: 'risk-accepted', words: 'Risk accepted', hint: 'It is true, and we live with it.' },
  {
    value: 'wont-fix',
    words: 'Won’t fix',
    hint: 'It is true without a price, as in code that only runs in tests.',
  },
]

export const suppressed: readonly Kind[] = kinds.map((kind) => kind.value)

export const isSuppressed = (status: Status): status is Kind => suppressed.some((kind) => kind === status)

/** A word of the API in plain words; an unknown one is shown as it is. */
export const lookUpStatus = (word: string): string =>
  Object.entries(statusWords).find(([status]) => status === word)?.[1] ?? word
