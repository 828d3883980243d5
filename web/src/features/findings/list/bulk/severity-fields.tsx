import { Select, Textarea } from '@mantine/core'
import { severities } from '../../../../components/severity/severity'
import type { Form } from './form'

type Props = { value: Form['severity']; set: (next: Form['severity']) => void; missing: boolean }

const asScanned = 'scanner'

export function SeverityFields({ value, set, missing }: Props) {
  return (
    <>
      <Select
        label="Severity"
        data-autofocus
        data={[
          { value: asScanned, label: 'What the scanner says' },
          ...severities
            .slice(0, -1)
            .map(({ severity, name }) => ({ value: severity as string, label: name })),
        ]}
        value={value.severity ?? asScanned}
        onChange={(word) =>
          set({ ...value, severity: severities.find((one) => one.severity === word)?.severity ?? null })
        }
      />
      {value.severity !== null && (
        <Textarea
          label="Reason"
          required
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={value.reason}
          error={missing && !value.reason.trim() && 'Say why.'}
          onChange={(event) => set({ ...value, reason: event.currentTarget.value })}
        />
      )}
    </>
  )
}
