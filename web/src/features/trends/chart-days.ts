import type { ChartDay, ChartLink } from '../../components/charts'
import { plural } from '../../components/formats'
import { severityParts, shownSeverities } from '../../components/severity/severity-parts'
import { type TrendDay, tickOf, totalOf } from './days'
import type { Span } from './spans'

/** What was open at the end of each day, with the worst or the least severe of it lowest. */
export function openDays(days: readonly TrendDay[], lowest: 'worst' | 'least'): ChartDay[] {
  const shown = shownSeverities(days.map((one) => one.open))
  if (lowest === 'least') shown.reverse()
  return days.map(({ day, open }) => ({
    key: day,
    label: day,
    tick: tickOf(day),
    parts: severityParts(open, shown),
  }))
}

type Links = { added: (span: Span) => ChartLink; resolved: (span: Span) => ChartLink }

/** What came above the axis, what was resolved below it; each leads to its findings where there are links. */
export const flowDays = (spans: readonly Span[], links?: Links): ChartDay[] =>
  spans.map((span) => ({
    key: span.from,
    label: span.label,
    tick: span.tick,
    parts: [
      {
        name: 'New',
        letter: '+',
        value: span.added,
        color: 'fail',
        title: `${span.label}: ${plural(span.added, 'new finding')}`,
        ...(links ? { to: links.added(span) } : {}),
      },
      {
        name: 'Resolved',
        letter: '−',
        value: span.resolved,
        color: 'pass',
        below: true,
        title: `${span.label}: ${plural(span.resolved, 'resolved finding')}`,
        ...(links ? { to: links.resolved(span) } : {}),
      },
    ],
  }))

/** "12 new, 30 resolved" over the whole period. */
export const flowWords = (days: readonly TrendDay[]) =>
  `${totalOf(days, (one) => one.added)} new, ${totalOf(days, (one) => one.resolved)} resolved`
