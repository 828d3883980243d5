import type { FindingDetail } from '../../../api/types'

export type Reason = NonNullable<FindingDetail['suppressionReason']>

export const reasons: readonly { value: Reason; words: string; hint: string }[] = [
  {
    value: 'false-positive',
    words: 'False positive',
    hint: 'The scanner is wrong: there is nothing to fix.',
  },
  { value: 'accepted-risk', words: 'Accepted risk', hint: 'It is true, and we live with it.' },
  { value: 'used-in-tests', words: 'Used in tests', hint: 'It only runs in tests.' },
  { value: 'other', words: 'Another reason', hint: 'Say which in the comment.' },
]

/** Also takes `UsedInTests`, as the audit trail writes it; an unknown reason is shown as it is. */
export function lookUpReason(text: string): { words: string } {
  const value = text.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
  return reasons.find((one) => one.value === value) ?? { words: text }
}
