const storageKey = 'secureobs.deep-link'
const lifetimeMilliseconds = 15 * 60_000

/** A path of this site: never another origin, never the page that ends a sign-in. */
export function isOwnPath(path: string): boolean {
  if (!/^\/(?![/\\])/.test(path) || hasControlCharacter(path)) return false
  try {
    const url = new URL(path, 'https://here.invalid')
    return url.origin === 'https://here.invalid' && url.pathname !== '/redirect.html'
  } catch {
    return false
  }
}

type Address = Pick<Location, 'pathname' | 'search' | 'hash'>

/**
 * What is kept of an address. Of its fragment only what can name a section of a page: any other may be a secret, as that
 * of an invitation, which has an underscore.
 */
export const deepLinkOf = ({ pathname, search, hash }: Address) =>
  pathname + search + (/^#[a-z-]{1,40}$/.test(hash) && pathname !== '/invite' ? hash : '')

/** Keeps the path a signed-out person asked for, while they are away at the sign-in page. */
export function stashDeepLink(path: string, storage: Storage = sessionStorage, now = Date.now()): void {
  if (isOwnPath(path) && path !== '/') storage.setItem(storageKey, JSON.stringify({ path, at: now }))
  else storage.removeItem(storageKey)
}

/** The stashed path, once; null when there is none, when it is older than 15 minutes or not of this site. */
export function consumeDeepLink(storage: Storage = sessionStorage, now = Date.now()): string | null {
  const text = storage.getItem(storageKey)
  storage.removeItem(storageKey)
  if (!text) return null
  try {
    const { path, at } = JSON.parse(text) as { path?: unknown; at?: unknown }
    if (typeof path !== 'string' || typeof at !== 'number') return null
    return now - at <= lifetimeMilliseconds && isOwnPath(path) ? path : null
  } catch {
    return null
  }
}

const hasControlCharacter = (text: string) => [...text].some((character) => character < ' ')
