import { Checkbox, Chip, Group, Stack, TextInput } from '@mantine/core'
import { endOfDay, tomorrow } from '../../detail/end-of-day'
import { KindField } from '../../kind-field'
import { ReasonField } from '../../reason-field'
import { type Suppressing, terms } from './suppressing'

type Props = { value: Suppressing; set: (next: Suppressing) => void; missing: boolean }

export function SuppressFields({ value, set, missing }: Props) {
  const part = (next: Partial<Suppressing>) => set({ ...value, ...next })
  return (
    <Stack gap="sm">
      <KindField
        value={value.kind}
        onChange={(kind) => part({ kind })}
        error={missing && !value.kind && 'Choose a kind.'}
        autoFocus
      />
      <ReasonField
        value={value.reason}
        onChange={(reason) => part({ reason })}
        error={missing && !value.reason.trim() && 'Say why.'}
      />
      <div>
        <Group gap={6} mb={4} fz="sm" fw={500} id="suppress-term">
          Until
        </Group>
        <Chip.Group
          value={value.term}
          onChange={(term) => part({ term: terms.find((one) => one.term === term)?.term ?? '90' })}
        >
          <Group gap={6} role="radiogroup" aria-labelledby="suppress-term">
            {terms.map(({ term, words }) => (
              <Chip key={term} value={term} size="xs">
                {words}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </div>
      {value.term === 'date' && (
        <TextInput
          type="date"
          label="Until the end of"
          min={tomorrow()}
          value={value.date}
          error={missing && !endOfDay(value.date) && 'Choose a day.'}
          onChange={(event) => part({ date: event.currentTarget.value })}
        />
      )}
      <Checkbox
        size="xs"
        label="End it when no scan sees the finding any more"
        checked={value.untilFixed}
        onChange={(event) => part({ untilFixed: event.currentTarget.checked })}
      />
      <Checkbox
        size="xs"
        label="End it when the code or the severity changes"
        checked={value.untilChanged}
        onChange={(event) => part({ untilChanged: event.currentTarget.checked })}
      />
    </Stack>
  )
}
