import type { Invitation } from '../../api/types'

/** At once; each is a request of its own. */
export const mostGuests = 50

/** Who is invited: one of each line, or of what commas and semicolons separate; nobody twice. */
export function guestsOf(text: string): string[] {
  const guests = new Map<string, string>()
  for (const part of text.split(/[\n,;]+/)) {
    const guest = part.trim().slice(0, 200)
    if (guest && !guests.has(guest.toLowerCase())) guests.set(guest.toLowerCase(), guest)
  }
  return [...guests.values()]
}

/** The invitations that somebody of these could still accept. */
export function pendingOf(guests: readonly string[], invitations: readonly Invitation[]): Invitation[] {
  const asked = new Set(guests.map((guest) => guest.toLowerCase()))
  return invitations.filter(
    (one) => one.state === 'open' && one.note && asked.has(one.note.trim().toLowerCase()),
  )
}
