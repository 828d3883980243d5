import { api } from '../../api/client'
import { Problem } from '../../api/problem'
import { type AuditFilters, auditQueryOf } from './audit-filters'

export type Exported = { file: Blob; name: string; entries: number }

/**
 * Downloads what the filters show, piece by piece, so that a long trail is never one text in memory.
 * @param onBytes Told how many bytes there are so far.
 */
export async function exportAudit(
  tenantId: string,
  filters: AuditFilters,
  onBytes: (bytes: number) => void,
): Promise<Exported> {
  const { data, response } = await api.GET('/api/tenants/{tenantId}/audit/export', {
    params: { path: { tenantId }, query: auditQueryOf(filters, Date.now()) },
    parseAs: 'stream',
  })
  const parts: BlobPart[] = []
  let bytes = 0
  const reader = (data as ReadableStream<Uint8Array<ArrayBuffer>>).getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value)
    bytes += read.value.byteLength
    onBytes(bytes)
  }
  const file = new Blob(parts, { type: 'application/jsonl' })
  const entries = entriesOf(await file.slice(-200).text())
  if (entries === null)
    throw new Problem(
      0,
      'The export was cut off.',
      'Nothing was saved. Try again, or narrow the filters.',
      null,
    )
  return { file, name: fileNameOf(response.headers.get('Content-Disposition')), entries }
}

/** How many entries a whole export says it has; null for one without its last line, which was cut off. */
export function entriesOf(end: string): number | null {
  const last = end.trimEnd().split('\n').at(-1) ?? ''
  try {
    const { type, entries } = JSON.parse(last) as { type?: unknown; entries?: unknown }
    return type === 'end' ? Number(entries) : null
  } catch {
    return null
  }
}

/** The name the API gave the file, without anything that leads elsewhere. */
export function fileNameOf(disposition: string | null): string {
  const name = /filename="?([\w.-]+)"?/.exec(disposition ?? '')?.[1]
  return name ?? 'secureobs-audit.jsonl'
}
