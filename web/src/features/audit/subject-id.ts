const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** The object that an id or the link to its page names, the innermost of a link; null for anything else. */
export function subjectIdOf(text: string, tenantId: string): string | null {
  const named = text.trim()
  const path = named.replace(/[?#].*$/s, '')
  const found = path.match(id) ?? []
  const whole = found.length === 1 && found[0] === path
  if (!whole && !path.includes('/')) return null
  const inner = found.findLast((one) => whole || one.toLowerCase() !== tenantId)
  return inner?.toLowerCase() ?? null
}
