import { SegmentedControl } from '@mantine/core'
import { type Period, periods } from './period'

type Props = { period: Period; words?: (period: Period) => string; onChange: (days: string) => void }

export function PeriodControl({ period, words = (days) => `${days} days`, onChange }: Props) {
  return (
    <SegmentedControl
      aria-label="Period"
      size="xs"
      value={String(period)}
      data={periods.map((one) => ({ value: String(one), label: words(one) }))}
      onChange={onChange}
    />
  )
}
