const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** The finding that an id or the link to its page names; null for anything else. */
export function findingIdOf(text: string): string | null {
  const wanted = text.trim()
  const inLink = /\/findings\/([^/?#]+)/.exec(wanted)?.[1] ?? wanted
  const [found, ...more] = inLink.match(id) ?? []
  return found && more.length === 0 && found.length === inLink.length ? found.toLowerCase() : null
}
