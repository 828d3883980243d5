import { ActionIcon, Button, NativeSelect, NumberInput } from '@mantine/core'
import { AddIcon, CloseIcon } from '../../components/icons'
import { lookOf } from '../../components/severity/severity'
import classes from './gate-policy.module.css'
import { having, severityWords, type Threshold } from './policy-document'
import { thresholdWords } from './policy-words'

const most = 20

type Props = {
  label: string
  thresholds: readonly Threshold[]
  onChange: (thresholds: Threshold[]) => void
}

/** "Block when more than 0 open findings are of high severity or worse", a row each. */
export function Thresholds({ label, thresholds, onChange }: Props) {
  const put = (at: number, threshold: Threshold) =>
    onChange(thresholds.map((one, index) => (index === at ? threshold : one)))
  return (
    <fieldset aria-label={label} className={classes.thresholds}>
      {[...thresholds.entries()].map(([at, threshold]) => (
        <ThresholdRow
          // Rows have no names: their place is what a reason of the gate calls them by, too.
          key={at}
          place={at + 1}
          threshold={threshold}
          onChange={(next) => put(at, next)}
          onRemove={() => onChange(thresholds.filter((_, index) => index !== at))}
        />
      ))}
      <Button
        variant="default"
        size="xs"
        w="fit-content"
        leftSection={<AddIcon />}
        disabled={thresholds.length >= most}
        onClick={() => onChange([...thresholds, { severity: 'HIGH', moreThan: 0 }])}
      >
        Add a limit
      </Button>
    </fieldset>
  )
}

type RowProps = {
  place: number
  threshold: Threshold
  onChange: (threshold: Threshold) => void
  onRemove: () => void
}

function ThresholdRow({ place, threshold, onChange, onRemove }: RowProps) {
  const name = (part: string) => `${part} of limit ${place}`
  return (
    <div className={classes.threshold}>
      <span>Block when more than</span>
      <NumberInput
        aria-label={name('Number')}
        size="xs"
        w={72}
        min={0}
        max={1_000_000}
        allowDecimal={false}
        allowNegative={false}
        value={threshold.moreThan ?? 0}
        onChange={(value) => onChange({ ...threshold, moreThan: Number(value) || 0 })}
      />
      <span>open findings are of</span>
      <NativeSelect
        aria-label={name('Severity')}
        size="xs"
        value={threshold.severity}
        data={severityWords.map((value) => ({ value, label: lookOf(value).name.toLowerCase() }))}
        onChange={(event) => {
          const severity = severityWords.find((one) => one === event.currentTarget.value)
          if (severity) onChange({ ...threshold, severity })
        }}
      />
      <NativeSelect
        aria-label={name('Reach')}
        size="xs"
        value={threshold.exactly ? 'exactly' : 'worse'}
        data={[
          { value: 'worse', label: 'severity or worse' },
          { value: 'exactly', label: 'severity exactly' },
        ]}
        onChange={(event) =>
          onChange(having(threshold, { exactly: event.currentTarget.value === 'exactly' }))
        }
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        c="inherit"
        aria-label={`Remove limit ${place}: ${thresholdWords(threshold)}`}
        title="Remove this limit"
        onClick={onRemove}
      >
        <CloseIcon />
      </ActionIcon>
    </div>
  )
}
