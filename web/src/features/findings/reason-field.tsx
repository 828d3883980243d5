import { Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { actOf, keyName } from '../../app/shell/key-table'
import { sendKeys } from '../../app/shell/shell-keys'

type Props = {
  label?: string
  size?: 'xs' | 'sm'
  value: string
  onChange: (reason: string) => void
  error: ReactNode
}

/** Why somebody decides so, in at most 2,000 characters; a key sends the form that it is in. */
export function ReasonField({ label = 'Reason', size = 'sm', value, onChange, error }: Props) {
  return (
    <Textarea
      label={label}
      size={size}
      required
      autosize
      minRows={2}
      maxRows={6}
      maxLength={2000}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (actOf(sendKeys, keyName(event))) event.currentTarget.form?.requestSubmit()
      }}
    />
  )
}
