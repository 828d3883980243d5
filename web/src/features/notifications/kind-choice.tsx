import { Group, Radio } from '@mantine/core'
import type { ChannelKind } from '../../api/types'
import { channelKinds } from './channel-words'

type Props = {
  value: ChannelKind
  mail: boolean
  error: string | undefined
  onChange: (kind: ChannelKind) => void
}

export function KindChoice({ value, mail, error, onChange }: Props) {
  return (
    <Radio.Group
      label="Kind"
      {...(mail
        ? {}
        : { description: 'This installation sends no mail: its operator has not set it up yet.' })}
      value={value}
      error={error}
      onChange={(kind) => onChange(kind as ChannelKind)}
    >
      <Group gap="md" mt={6}>
        {Object.entries(channelKinds).map(([kind, { name }]) => (
          <Radio key={kind} value={kind} label={name} disabled={kind === 'email' && !mail} />
        ))}
      </Group>
    </Radio.Group>
  )
}
