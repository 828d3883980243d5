import { Select } from '@mantine/core'
import { severities } from '../../../../components/severity/severity'
import { ReasonField } from '../../reason-field'
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
        <ReasonField
          value={value.reason}
          onChange={(reason) => set({ ...value, reason })}
          error={missing && !value.reason.trim() && 'Say why.'}
        />
      )}
    </>
  )
}
