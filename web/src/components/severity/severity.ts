import type { Project, Severity } from '../../api/types'

type Look = { severity: Severity; letter: string; name: string; key: keyof Project['openFindings'] }

/** Worst first. */
export const severities: readonly Look[] = [
  { severity: 'CRITICAL', letter: 'C', name: 'Critical', key: 'critical' },
  { severity: 'HIGH', letter: 'H', name: 'High', key: 'high' },
  { severity: 'MEDIUM', letter: 'M', name: 'Medium', key: 'medium' },
  { severity: 'LOW', letter: 'L', name: 'Low', key: 'low' },
  { severity: 'INFO', letter: 'I', name: 'Info', key: 'info' },
  { severity: 'UNKNOWN', letter: '?', name: 'Unknown', key: 'unknown' },
]

const unknown: Look = { severity: 'UNKNOWN', letter: '?', name: 'Unknown', key: 'unknown' }

export const lookOf = (severity: Severity): Look =>
  severities.find((one) => one.severity === severity) ?? unknown
