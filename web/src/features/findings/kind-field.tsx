import { Radio, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Kind, kinds } from './statuses'

type Props = {
  label?: string
  value: Kind | null
  onChange: (kind: Kind | null) => void
  error: ReactNode
  autoFocus?: boolean
}

/** As what something is suppressed. */
export function KindField({ label = 'Kind', value, onChange, error, autoFocus = false }: Props) {
  return (
    <Radio.Group
      label={label}
      required
      value={value}
      onChange={(word) => onChange(kinds.find((one) => one.value === word)?.value ?? null)}
      error={error}
    >
      <Stack gap={8} mt={6} mb={6}>
        {kinds.map(({ value: kind, words, hint }, index) => (
          <Radio
            key={kind}
            value={kind}
            label={words}
            description={hint}
            size="xs"
            data-autofocus={(autoFocus && index === 0) || undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
