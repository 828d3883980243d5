import { Checkbox } from '@mantine/core'
import type { NotificationKind } from '../../api/types'
import { allEvents, eventWords } from './channel-words'
import classes from './notifications.module.css'

type Props = {
  label: string
  value: NotificationKind[]
  error: string | undefined
  onChange: (events: NotificationKind[]) => void
}

export function EventChoice({ label, value, error, onChange }: Props) {
  return (
    <Checkbox.Group
      label={label}
      value={value}
      error={error}
      onChange={(chosen) => onChange(allEvents.filter((one) => chosen.includes(one)))}
    >
      <div className={classes.choices}>
        {allEvents.map((one) => (
          <Checkbox key={one} value={one} label={eventWords[one].name} description={eventWords[one].when} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
