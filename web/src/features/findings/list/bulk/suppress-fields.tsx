import { Checkbox, Chip, Group, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { actOf, keyName } from '../../../../app/shell/key-table'
import { sendKeys } from '../../../../app/shell/shell-keys'
import { endOfDay, tomorrow } from '../../detail/end-of-day'
import { kinds } from '../../statuses'
import { type Suppressing, terms } from './suppressing'

type Props = { value: Suppressing; set: (next: Suppressing) => void; missing: boolean }

export function SuppressFields({ value, set, missing }: Props) {
  const part = (next: Partial<Suppressing>) => set({ ...value, ...next })
  return (
    <Stack gap="sm">
      <Radio.Group
        label="Kind"
        required
        value={value.kind}
        onChange={(word) => part({ kind: kinds.find((one) => one.value === word)?.value ?? null })}
        error={missing && !value.kind && 'Choose a kind.'}
      >
        <Stack gap={8} mt={6} mb={6}>
          {kinds.map(({ value: kind, words, hint }, index) => (
            <Radio
              key={kind}
              value={kind}
              label={words}
              description={hint}
              size="xs"
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label="Reason"
        required
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={value.reason}
        error={missing && !value.reason.trim() && 'Say why.'}
        onChange={(event) => part({ reason: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (actOf(sendKeys, keyName(event))) event.currentTarget.form?.requestSubmit()
        }}
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
