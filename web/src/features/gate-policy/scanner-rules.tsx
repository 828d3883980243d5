import { Autocomplete, Button, Group, NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import { AddIcon } from '../../components/icons'
import { blockChoices, blockOf } from './block-choices'
import classes from './gate-policy.module.css'
import { hasOwnRules, overriding, type ScannerPolicy } from './policy-document'
import { Thresholds } from './thresholds'

type Policies = Record<string, ScannerPolicy>

type Props = { policies: Policies; known: readonly string[]; onChange: (policies: Policies) => void }

export function ScannerRules({ policies, known, onChange }: Props) {
  const [name, setName] = useState('')
  const taken = Object.keys(policies)
  const addable = name.trim() !== '' && !taken.includes(name.trim())
  const add = () => {
    onChange({ ...policies, [name.trim()]: { thresholds: [{ severity: 'LOW', moreThan: 0 }] } })
    setName('')
  }
  return (
    <>
      {Object.entries(policies).map(([scanner, policy]) => (
        <ScannerCard
          key={scanner}
          scanner={scanner}
          policy={policy}
          onChange={(next) => onChange({ ...policies, [scanner]: next })}
          onRemove={() =>
            onChange(Object.fromEntries(Object.entries(policies).filter(([key]) => key !== scanner)))
          }
        />
      ))}
      <Group gap="xs" align="end">
        <Autocomplete
          label="Scanner"
          size="xs"
          maxLength={64}
          data={known.filter((key) => !taken.includes(key))}
          value={name}
          onChange={setName}
        />
        <Button variant="default" size="xs" leftSection={<AddIcon />} disabled={!addable} onClick={add}>
          Add rules for it
        </Button>
      </Group>
    </>
  )
}

type CardProps = {
  scanner: string
  policy: ScannerPolicy
  onChange: (policy: ScannerPolicy) => void
  onRemove: () => void
}

function ScannerCard({ scanner, policy, onChange, onRemove }: CardProps) {
  const own = hasOwnRules(policy)
  const set = (members: Partial<ScannerPolicy>) => onChange(overriding(policy, members))
  return (
    <section aria-label={`Rules for ${scanner}`} className={classes.scanner}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600} className={classes.scannerName}>
          Findings of {scanner}
        </Text>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`Remove the rules for ${scanner}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </Group>
      <NativeSelect
        label="Counted"
        value={own ? 'own' : 'all'}
        data={[
          { value: 'all', label: 'by the rules for all scanners' },
          { value: 'own', label: 'by rules of their own alone' },
        ]}
        onChange={(event) =>
          set(
            event.currentTarget.value === 'own'
              ? { thresholds: [{ severity: 'LOW', moreThan: 0 }] }
              : { block: null, thresholds: null },
          )
        }
      />
      {own && (
        <>
          <NativeSelect
            label="Simple rule"
            value={policy.block ?? ''}
            data={blockChoices}
            onChange={(event) =>
              set({ block: blockOf(event.currentTarget.value), thresholds: policy.thresholds ?? [] })
            }
          />
          <Thresholds
            label={`Limits for ${scanner}`}
            thresholds={policy.thresholds ?? []}
            onChange={(thresholds) => set({ thresholds })}
          />
        </>
      )}
      <div className={classes.choices}>
        <Choice label="Only new findings" value={policy.newOnly} onChange={(newOnly) => set({ newOnly })} />
        <Choice
          label="Grace until due"
          value={policy.graceUntilDue}
          onChange={(graceUntilDue) => set({ graceUntilDue })}
        />
        <Choice
          label="Accept what the code says to ignore"
          value={policy.acceptSourceIgnores}
          onChange={(acceptSourceIgnores) => set({ acceptSourceIgnores })}
        />
      </div>
    </section>
  )
}

type ChoiceProps = {
  label: string
  value: boolean | null | undefined
  onChange: (value: boolean | null) => void
}

function Choice({ label, value, onChange }: ChoiceProps) {
  return (
    <NativeSelect
      label={label}
      value={value == null ? '' : String(value)}
      data={[
        { value: '', label: 'as for all' },
        { value: 'true', label: 'yes' },
        { value: 'false', label: 'no' },
      ]}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === '' ? null : currentTarget.value === 'true')
      }
    />
  )
}
