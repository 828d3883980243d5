export type SearchValues = Record<string, string | string[] | undefined>

/** `?severity=HIGH&severity=CRITICAL&status=open`: what a person reads and what the API takes. */
export function parseSearch(text: string): SearchValues {
  const values: SearchValues = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const earlier = values[name]
    values[name] = earlier === undefined ? value : [earlier, value].flat()
  }
  return values
}

/** Undefined and empty values are left out, so a page without filters has a clean address. */
export function stringifySearch(values: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
  const text = search.toString()
  return text ? `?${text}` : ''
}
