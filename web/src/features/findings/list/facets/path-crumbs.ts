/** The directories of a prefix, each with what leads back to it. */
export function crumbsOf(prefix: string): { name: string; prefix: string }[] {
  const parts = prefix.split('/').filter((part) => part !== '')
  const ends = prefix.endsWith('/')
  const start = prefix.startsWith('/') ? '/' : ''
  return parts.map((name, index) => {
    const path = start + parts.slice(0, index + 1).join('/')
    return { name, prefix: index < parts.length - 1 || ends ? `${path}/` : path }
  })
}

/** What a longer prefix has beyond a shorter one; the whole when it has no more. */
export const withoutPrefix = (value: string, prefix: string) =>
  value.startsWith(prefix) && value.length > prefix.length ? value.slice(prefix.length) : value
