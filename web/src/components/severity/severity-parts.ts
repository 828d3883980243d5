import type { Project } from '../../api/types'
import type { Part, Tone } from '../charts'
import { severities } from './severity'

type Counts = Project['openFindings']

const tones: Record<keyof Counts, Tone> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  info: 'info',
  unknown: 'info',
}

/** The four that matter, and what else there is of any; worst first. */
export const shownSeverities = (all: readonly Counts[]) =>
  severities.filter(({ key }, index) => index < 4 || all.some((one) => one[key] > 0))

/** Counts as parts of a chart. */
export const severityParts = (counts: Counts, shown: typeof severities): Part[] =>
  shown.map(({ key, name, letter }) => ({
    name,
    letter,
    value: Math.max(0, counts[key]),
    color: tones[key],
  }))
