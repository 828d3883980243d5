const most = 12

/** What every path that fits begins with: whole folders before the first wildcard. */
export function literalPrefix(pattern: string): string {
  const at = pattern.search(/[*?]/)
  return at < 0 ? pattern : pattern.slice(0, pattern.lastIndexOf('/', at) + 1)
}

/** Whether the prefix says all that the pattern says, so that a count under it is exact. */
export const isPlainPrefix = (pattern: string) => {
  const prefix = literalPrefix(pattern)
  return prefix !== '' && pattern === `${prefix}**`
}

/** What is wrong with a pattern, as the service would say; null when it can be asked. */
export function patternFault(pattern: string): string | null {
  if (pattern.startsWith('/')) return 'Paths begin at the root of the repository, without a slash.'
  if (!/[^*/?.]/.test(pattern)) return 'A pattern that fits every file is refused: name a folder or file.'
  const wildcards = pattern.match(/\*+|\?/g)?.length ?? 0
  return wildcards > most ? `At most ${most} wildcards.` : null
}
