/** What somebody pasted: the token of an invitation of this installation, or a sentence about why it is none. */
export function pastedInvitation(text: string, origin: string): { token: string } | { fault: string } {
  const pasted = text.trim()
  if (/^sobi_\w+$/.test(pasted)) return { token: pasted }
  const link = URL.canParse(pasted) ? new URL(pasted) : null
  const token = link?.hash.slice(1) ?? ''
  if (!link || !token.startsWith('sobi_')) return { fault: 'An invitation is a link that ends in #sobi_….' }
  if (link.origin !== origin) return { fault: `This link belongs to ${link.host}. Open it there.` }
  return { token }
}
