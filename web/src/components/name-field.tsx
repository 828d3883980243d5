import { TextInput } from '@mantine/core'

type Props = {
  label: string
  description?: string
  value: string
  onChange: (value: string) => void
  missing: boolean
  readOnly?: boolean
  focused?: boolean
}

/** A name as the API takes it: one line, at most 120 characters. */
export function NameField({ label, description, value, onChange, missing, readOnly, focused }: Props) {
  return (
    <TextInput
      label={label}
      {...(description ? { description } : {})}
      required={!readOnly}
      readOnly={readOnly ?? false}
      maxLength={120}
      autoComplete="off"
      data-autofocus={focused || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={missing && 'Give it a name.'}
    />
  )
}
