import { listed } from '../../components/formats'

/** The address of the audit page. Days are the reader's own, both included. */
export type AuditFilters = { actor?: string; action?: string; subject?: string; from?: string; to?: string }

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
  }
}

export const isId = (value: string) => id.test(value)

/** The API's query for these filters: moments instead of days, the last of which is the first too late. */
export function auditQueryOf({ from, to, ...rest }: AuditFilters) {
  const first = from ? startOf(from) : null
  const end = to ? startOf(to, 1) : null
  return {
    ...rest,
    ...(first ? { from: first.toISOString() } : {}),
    ...(end ? { to: end.toISOString() } : {}),
  }
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
  const parts = [
    filters.actor ? `by ${names.actor ?? 'that actor'}` : '',
    filters.action ? `about “${names.action ?? filters.action}”` : '',
    filters.subject ? 'of that object' : '',
    filters.from ? `since ${filters.from}` : '',
    filters.to ? `until ${filters.to}` : '',
  ]
  return listed(parts.filter(Boolean))
}
