import type { LinkProps } from '@tanstack/react-router'

/** A colour of palette.css; its text colour goes with it. */
export type Tone =
  | 'critical'
  | 'high'
  | 'medium'
  | 'low'
  | 'info'
  | 'pass'
  | 'warn'
  | 'fail'
  | 'pending'
  | 'focus'

/** Where something in a chart leads, as one gives it to `<Link>`. */
export type ChartLink = Pick<LinkProps, 'to' | 'params' | 'search'>

export type Part = {
  name: string
  value: number
  color: Tone
  /** Says in the legend and in the drawing what the colour says. */
  letter?: string
  /** Drawn under the axis, as what went against what came. */
  below?: boolean
  to?: ChartLink
  /** The name of its link; made of the day, the value and the name when left out. */
  title?: string
}

export type ChartDay = {
  key: string
  label: string
  /** What stands at the axis; the label when left out. */
  tick?: string
  parts: Part[]
  to?: ChartLink
  /** The name of its link, as "2026-11-23: 4 new critical and high findings". */
  title?: string
}

export type ChartPoint = { label: string; value: number | null }

export const toneOf = (color: Tone) => `var(--so-${color})`
export const textToneOf = (color: Tone) =>
  color === 'focus' ? 'var(--so-surface)' : `var(--so-${color}-text)`
