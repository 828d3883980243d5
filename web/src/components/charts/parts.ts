import { listed } from '../formats'
import type { ChartDay, Part } from './types'

/** Every part once, in the order of the first day that has it. */
export function namedParts(days: readonly ChartDay[]): Part[] {
  const parts = new Map<string, Part>()
  for (const day of days) for (const part of day.parts) if (!parts.has(part.name)) parts.set(part.name, part)
  return [...parts.values()]
}

/** "2026-11-23: 4 critical and 2 high" */
export function nameOf(day: ChartDay): string {
  if (day.title) return day.title
  const present = day.parts.filter((one) => one.value > 0)
  return `${day.label}: ${listed(present.map(worded)) || 'none'}`
}

/** "2026-11-23: 4 new" */
export const titleOf = (day: ChartDay, part: Part) => part.title ?? `${day.label}: ${worded(part)}`

const worded = (part: Part) => `${part.value.toLocaleString('en')} ${part.name.toLowerCase()}`
