type Line = { key: string; number: number | null; text: string }

/**
 * The lines of a snippet. They are numbered only when it covers exactly the lines of the finding: scanners send
 * lines around it without saying from where, and a wrong number is worse than none.
 */
export function linesOf(snippet: string, startLine: number | null, endLine: number | null): Line[] {
  const lines = snippet.replace(/\n$/, '').split('\n')
  const exact = startLine !== null && lines.length === (endLine ?? startLine) - startLine + 1
  return lines.map((text, index) => ({
    key: `line-${index}`,
    number: exact ? startLine + index : null,
    text,
  }))
}

/** What the scanner says beyond the title, which stands above already; empty when that is all. */
export function explanationOf(finding: { description: string | null; title: string }): string {
  const description = finding.description?.trim() ?? ''
  const title = finding.title.trim()
  const isWhole = description === title || description.startsWith(`${title}\n`)
  return isWhole ? description.slice(title.length).trim() : description
}
