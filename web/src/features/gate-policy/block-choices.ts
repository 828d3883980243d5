import type { PolicyDocument } from './policy-document'

export const blockChoices = [
  { value: '', label: 'None' },
  { value: 'critical', label: 'Block when a critical finding is open' },
  { value: 'critical-and-high', label: 'Block when a critical or high finding is open' },
  { value: 'never', label: 'Never block by severity, but for the limits below' },
]

export const blockOf = (value: string): NonNullable<PolicyDocument['block']> | null =>
  value === 'critical' || value === 'critical-and-high' || value === 'never' ? value : null
