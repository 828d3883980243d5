import { endOfDay } from '../../detail/end-of-day'
import type { Kind } from '../../statuses'
import type { Change } from './change'

export type Term = '14' | '30' | '60' | '90' | 'date' | 'none'

export const terms: readonly { term: Term; words: string }[] = [
  { term: '14', words: '14 days' },
  { term: '30', words: '30 days' },
  { term: '60', words: '60 days' },
  { term: '90', words: '90 days' },
  { term: 'date', words: 'A date' },
  { term: 'none', words: 'No date' },
]

/** The form of a suppression, as far as it is filled in. */
export type Suppressing = {
  kind: Kind | null
  reason: string
  term: Term
  date: string
  untilFixed: boolean
  untilChanged: boolean
}

export const blank: Suppressing = {
  kind: null,
  reason: '',
  term: '90',
  date: '',
  untilFixed: false,
  untilChanged: false,
}

const day = 86_400_000

/** When it ends by itself; undefined for never. */
export function endOf({ term, date }: Pick<Suppressing, 'term' | 'date'>, now = Date.now()) {
  if (term === 'none') return undefined
  if (term === 'date') return endOfDay(date)
  const last = new Date(now + Number(term) * day)
  const two = (number: number) => String(number).padStart(2, '0')
  return endOfDay(`${last.getFullYear()}-${two(last.getMonth() + 1)}-${two(last.getDate())}`)
}

/** The change as the API takes it; null while something of the form is missing, but for the reason. */
export function suppressionOf(form: Suppressing, now = Date.now()): Change | null {
  const expiresAt = endOf(form, now)
  if (!form.kind || (form.term === 'date' && !expiresAt)) return null
  const { kind, untilFixed, untilChanged } = form
  const reason = form.reason.trim()
  return { status: { status: kind, reason, untilFixed, untilChanged, ...(expiresAt && { expiresAt }) } }
}
