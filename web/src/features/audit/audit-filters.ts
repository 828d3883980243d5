import { listed } from '../../components/formats'
import { type Period, periods, periodWords, startOfPeriod } from './period'

/**
 * The address of the audit page. Days are the reader's own, both included; without days a period counts, which is the last
 * seven days, or all of it for one object. Without `reads` who only looked is left out.
 */
export type AuditFilters = {
  actor?: string
  action?: string
  subject?: string
  from?: string
  to?: string
  period?: Period
  reads?: 'true'
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const word = /^[a-z-]+\.[a-z-]*$/
const day = /^(\d{4})-(\d{2})-(\d{2})$/

/** Reads an address leniently: what makes no sense is left out, never an error. */
export function parseAuditFilters(search: Record<string, unknown>): AuditFilters {
  const text = (name: string, fits: (value: string) => boolean) => {
    const value = [search[name]].flat()[0]
    return typeof value === 'string' && fits(value) ? { [name]: value } : {}
  }
  return {
    ...text('actor', isId),
    ...text('action', (value) => word.test(value)),
    ...text('subject', isId),
    ...text('from', (value) => startOf(value) !== null),
    ...text('to', (value) => startOf(value) !== null),
    ...text('period', (value) => periods.some((one) => one === value)),
    ...(search.reads === 'true' ? { reads: 'true' } : {}),
  }
}

export const isId = (value: string) => id.test(value)

/** The period that counts; null where days do. */
export const periodOf = ({ from, to, subject, period }: AuditFilters): Period | null =>
  from || to ? null : (period ?? (subject ? 'all' : 'week'))

/**
 * The API's query for these filters: moments instead of days, the last of which is the first too late.
 * @param now When the page was opened: a period must not move while it is looked at.
 */
export function auditQueryOf(filters: AuditFilters, now: number) {
  const { from, to, reads, period: _, ...rest } = filters
  const period = periodOf(filters)
  const first = from ? startOf(from) : period && startOfPeriod(period, now)
  const end = to ? startOf(to, 1) : null
  return {
    ...rest,
    ...(first ? { from: first.toISOString() } : {}),
    ...(end ? { to: end.toISOString() } : {}),
    ...(reads ? {} : { reads: false }),
  }
}

/** Whether anything narrows the list; the choice between changes and all is no filter that is dropped. */
export const isNarrowed = ({ reads: _, ...filters }: AuditFilters) => Object.keys(filters).length > 0

/** Whether these are all entries that there are. */
export const isEverything = ({ reads, period, ...filters }: AuditFilters) =>
  reads === 'true' && period === 'all' && Object.keys(filters).length === 0

/**
 * Asking for a look shows looks, and leaving them out drops that question: an address never contradicts itself.
 * @param lookWords The actions that `reads=false` leaves out.
 */
export function chooseAction(
  filters: AuditFilters,
  action: string | null,
  lookWords: string[],
): AuditFilters {
  const { action: _, ...rest } = filters
  if (!action) return rest
  return { ...rest, action, ...(lookWords.includes(action) ? { reads: 'true' } : {}) }
}

export function chooseReads(filters: AuditFilters, all: boolean, lookWords: string[]): AuditFilters {
  const { reads: _, action, ...rest } = filters
  const kept = action && (all || !lookWords.includes(action)) ? { action } : {}
  return { ...rest, ...kept, ...(all ? { reads: 'true' } : {}) }
}

/** Midnight where the reader is, some days later; null for what is no day of the calendar. */
function startOf(text: string, later = 0): Date | null {
  const [, year, month, date] = day.exec(text) ?? []
  const at = new Date(Number(year), Number(month) - 1, Number(date))
  if (Number.isNaN(at.getTime()) || at.getMonth() !== Number(month) - 1) return null
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + later)
}

/** "by Ada Admin, of role changed" for a sentence about nothing being found. */
export function auditSentence(filters: AuditFilters, names: { actor?: string; action?: string }): string {
  const period = periodOf(filters)
  const parts = [
    filters.actor ? `by ${names.actor ?? 'that actor'}` : '',
    filters.action ? `about “${names.action ?? filters.action}”` : '',
    filters.subject ? 'of that object' : '',
    filters.from ? `since ${filters.from}` : '',
    filters.to ? `until ${filters.to}` : '',
    period && period !== 'all' ? `in the ${periodWords[period].toLowerCase()}` : '',
  ]
  return listed(parts.filter(Boolean))
}
