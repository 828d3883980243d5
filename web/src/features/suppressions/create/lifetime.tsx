import { Chip, Text } from '@mantine/core'
import { useId } from 'react'
import classes from '../suppressions.module.css'
import { lifetimes } from './suppression-draft'

type Props = { days: string; onChange: (days: string) => void }

export function Lifetime({ days, onChange }: Props) {
  const id = useId()
  return (
    <div>
      <Text fw={500} size="sm" id={id}>
        Ends after
      </Text>
      <Chip.Group value={days} onChange={onChange}>
        <div className={classes.chips} role="radiogroup" aria-labelledby={id}>
          {lifetimes.map(({ value, label }) => (
            <Chip key={value} value={value} size="sm" radius="sm" variant="outline">
              {label}
            </Chip>
          ))}
        </div>
      </Chip.Group>
    </div>
  )
}
