/** Where a rule or weakness is explained, when its name alone says where: nothing is guessed. */
export function helpOf(name: string): string | null {
  const weakness = /^CWE-(\d{1,6})\b/i.exec(name)?.[1]
  if (weakness) return `https://cwe.mitre.org/data/definitions/${weakness}.html`
  if (/^CVE-\d{4}-\d{4,}$/i.test(name)) return `https://nvd.nist.gov/vuln/detail/${name.toUpperCase()}`
  if (/^GHSA(-[0-9a-z]{4}){3}$/i.test(name))
    return `https://github.com/advisories/GHSA-${name.slice(5).toLowerCase()}`
  return null
}
