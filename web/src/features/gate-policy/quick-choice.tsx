import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import type { GatePolicy } from '../../api/types'
import { gatePolicies } from '../projects/gate-policy'
import { isSame, type PolicyDocument } from './policy-document'

const documentOf = (policy: GatePolicy): PolicyDocument => ({ format: 1, block: policy })

/** Which of the three simple policies a document is; null for one that says more. */
export const simpleOf = (document: PolicyDocument): GatePolicy | null =>
  gatePolicies.find((one) => isSame(document, documentOf(one.policy)))?.policy ?? null

type Props = {
  draft: PolicyDocument
  own: boolean
  onOwn: () => void
  onChoose: (document: PolicyDocument) => void
}

export function QuickChoice({ draft, own, onOwn, onChoose }: Props) {
  // Looking at a simple policy does not throw away what was written.
  const [written, setWritten] = useState<PolicyDocument | null>(null)
  const choose = (value: string) => {
    const simple = gatePolicies.find((one) => one.policy === value)
    if (simple) {
      if (own) setWritten(draft)
      return onChoose(documentOf(simple.policy))
    }
    if (written) onChoose(written)
    onOwn()
  }
  return (
    <Radio.Group aria-label="Policy" value={own ? 'own' : (simpleOf(draft) ?? 'own')} onChange={choose}>
      <Stack gap="sm">
        {gatePolicies.map((one) => (
          <Radio key={one.policy} value={one.policy} label={one.sentence} description={one.hint} />
        ))}
        <Radio
          value="own"
          label="Rules of its own"
          description="Limits by severity, only what is new, required scanners, attack paths, other rules for single scanners."
        />
      </Stack>
    </Radio.Group>
  )
}
