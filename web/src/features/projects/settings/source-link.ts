export type Place = { commit: string; path: string; line: number; endLine: number }

/** What stands in for a finding while there is none. */
export const samplePlace: Place = {
  commit: '4f2c1d9e0b7a86c5d3e2f1a0b9c8d7e6f5a4b3c2',
  path: 'src/app/orders.py',
  line: 42,
  endLine: 44,
}

/** Each part of a path by itself: a slash stays one. */
const pathPart = (path: string) => path.split('/').map(encodeURIComponent).join('/')

/** Where the pattern leads for a place in the code. */
export function exampleLink(pattern: string, { commit, path, line, endLine }: Place): string {
  const values: Record<string, string> = {
    '{commit}': pathPart(commit),
    '{path}': pathPart(path),
    '{line}': String(line),
    '{endLine}': String(endLine),
  }
  return pattern.replace(/\{(commit|path|line|endLine)\}/g, (name) => values[name] ?? name)
}

/** What is wrong with a pattern, in words; null when the service can be asked. */
export function patternFault(pattern: string): string | null {
  const text = pattern.trim()
  if (!text) return null
  if (!/^https:\/\/[^/{}@\s]+\//i.test(text)) return 'It must begin with https:// and a host.'
  const unknown = text.match(/\{(?!(commit|path|line|endLine)\})[^}]*\}?/)
  if (unknown) return `${unknown[0]} is none of {commit}, {path}, {line} and {endLine}.`
  if (!text.includes('{path}')) return 'It must say where {path} goes.'
  return URL.canParse(exampleLink(text, samplePlace)) ? null : 'This is no address.'
}
