import type { components } from '../../../api/schema'
import { listed, plural } from '../../../components/formats'

export type VexDocument = components['schemas']['VexDocument']
export type VexImport = components['schemas']['VexImport']

const mostBytes = 8 * 1024 * 1024

type Read = { document: VexDocument; fault: null } | { document: null; fault: string }

const refused = (fault: string): Read => ({ document: null, fault })

/** Reads a file as far as this page must understand it; what each statement means is for the service to judge. */
export async function readVex(file: Pick<File, 'size' | 'text'>): Promise<Read> {
  if (file.size > mostBytes) return refused('It is larger than 8 MiB.')
  let value: unknown
  try {
    value = JSON.parse(await file.text())
  } catch {
    return refused('It is no JSON.')
  }
  if (typeof value !== 'object' || value === null) return refused('It is no OpenVEX document.')
  const context: unknown = Reflect.get(value, '@context')
  const statements: unknown = Reflect.get(value, 'statements')
  if (typeof context !== 'string' || !context.startsWith('https://openvex.dev/ns'))
    return refused('Its @context does not say that it is OpenVEX.')
  if (!Array.isArray(statements)) return refused('It has no list of statements.')
  return { document: { '@context': context, statements }, fault: null }
}

/** "12 statements: 8 not affected, 4 fixed" */
export function contentWords({ statements }: VexDocument): string {
  const counts = new Map<string, number>()
  for (const one of statements) {
    const status = typeof one?.status === 'string' ? one.status.replaceAll('_', ' ') : 'without a status'
    counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([status, count]) => `${count} ${status}`)
  return `${plural(statements.length, 'statement')}${parts.length ? `: ${listed(parts.slice(0, 6))}` : ''}`
}

/** What an import did, in sentences. */
export function resultWords({ matched, unmatched, rejected, decided }: VexImport): string[] {
  return [
    decided === 0
      ? 'No finding was decided anew.'
      : `${plural(decided, 'finding is', 'findings are')} suppressed now, or wait for an approval.`,
    `${plural(matched, 'statement')} matched a finding, ${unmatched} matched none.`,
    ...(rejected ? [`${plural(rejected, 'statement was', 'statements were')} not understood.`] : []),
  ]
}
