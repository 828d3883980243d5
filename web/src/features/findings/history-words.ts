const phrases: Record<string, string> = {
  suppressed: 'suppressed it',
  reopened: 're-opened it',
  opened: 'opened it',
  open: 're-opened it',
}

/** `finding.suppressed` as "suppressed it"; an action without a phrase is shown as it is. */
export function phraseOf(action: string): string {
  const verb = action.split('.').at(-1) ?? action
  return phrases[verb] ?? verb.replaceAll(/[-_]/g, ' ')
}

/** What is worth a line of its own: filled, plain values. */
export function detailsOf(data: unknown): [name: string, value: string][] {
  if (!data || typeof data !== 'object') return []
  return Object.entries(data).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === '' || name === 'status') return []
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
    return [[name[0]?.toUpperCase() + name.slice(1), reasonWords(text)]]
  })
}

const reasons: Record<string, string> = {
  'false-positive': 'False positive',
  'accepted-risk': 'Accepted risk',
  'used-in-tests': 'Used in tests',
  other: 'Another reason',
}

export const reasonWords = (reason: string) => reasons[reason] ?? reason
