import { TextInput } from '@mantine/core'

type Props = { value: string; error: string | undefined; onChange: (name: string) => void }

export function ChannelNameField({ value, error, onChange }: Props) {
  return (
    <TextInput
      label="Name"
      description="Who reads there, for example “Security on call”."
      required
      maxLength={80}
      autoComplete="off"
      data-autofocus
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
