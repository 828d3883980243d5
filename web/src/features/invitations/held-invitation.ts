const storageKey = 'secureobs.invitation'
const lifetimeMilliseconds = 15 * 60_000
const page = '/invite'

let held: string | null = null

/** The token of the invitation that is being looked at; null when the page was opened without one. */
export const heldInvitation = () => held

export const forgetInvitation = () => {
  held = null
}

/**
 * Takes an invitation's token out of the address, before anything else reads it: from then on it is in this memory
 * alone, neither in the history nor in what a sign-in passes on.
 * @returns Whether there was one.
 */
export function takeInvitation(): boolean {
  if (location.pathname !== page || !location.hash) return false
  const token = decoded(location.hash.slice(1)).trim()
  history.replaceState(history.state, '', page)
  return holdInvitation(token)
}

/** Keeps a token until its page asks for it; false for what is none. */
export function holdInvitation(token: string): boolean {
  if (!/^sobi_\w{1,190}$/.test(token)) return false
  held = token
  return true
}

/** Keeps it in this tab while the person is away at the sign-in page: memory does not survive that. */
export function stashInvitation(storage: Storage = sessionStorage, now = Date.now()): void {
  if (held && location.pathname === page)
    storage.setItem(storageKey, JSON.stringify({ token: held, at: now }))
}

/** Takes back what was stashed, at most 15 minutes ago; the storage forgets it in any case. */
export function restoreInvitation(storage: Storage = sessionStorage, now = Date.now()): void {
  const text = storage.getItem(storageKey)
  storage.removeItem(storageKey)
  if (!text || held) return
  try {
    const { token, at } = JSON.parse(text) as { token?: unknown; at?: unknown }
    if (typeof token === 'string' && typeof at === 'number' && now - at <= lifetimeMilliseconds) held = token
  } catch {
    // Not ours: as if there were none.
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
