import { api } from '../../../../api/client'
import { filterOf } from '../../filter-query'
import { type FindingFilters, type Order, without } from '../../filters'

export type Format = 'sarif' | 'csv' | 'json' | 'openvex'

export const formats: readonly { format: Format; label: string; extension: string }[] = [
  { format: 'csv', label: 'CSV', extension: 'csv' },
  { format: 'json', label: 'JSON', extension: 'json' },
  { format: 'sarif', label: 'SARIF', extension: 'sarif' },
  { format: 'openvex', label: 'OpenVEX', extension: 'openvex.json' },
]

/**
 * Downloads what the filters show, piece by piece, so that many findings are never one text in memory.
 * @param onBytes Told how many bytes there are so far.
 */
export async function exportFindings(
  tenantId: string,
  which: FindingFilters & Order,
  format: Format,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<{ file: Blob; name: string }> {
  const query = { ...filterOf(without(which, 'sort', 'direction')), format }
  const { data, response } = await api.GET('/api/tenants/{tenantId}/findings/export', {
    params: { path: { tenantId }, query },
    parseAs: 'stream',
    signal,
  })
  const parts: BlobPart[] = []
  let bytes = 0
  const reader = (data as ReadableStream<Uint8Array<ArrayBuffer>>).getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value)
    bytes += read.value.byteLength
    onBytes(bytes)
  }
  const name = fileNameOf(response.headers.get('Content-Disposition'), format)
  return { file: new Blob(parts, { type: 'application/octet-stream' }), name }
}

/** The name the API gave the file, without anything that leads elsewhere. */
export function fileNameOf(disposition: string | null, format: Format): string {
  const name = /filename="?(\w[\w.-]*)"?(?:;|$)/.exec(disposition ?? '')?.[1]
  const extension = formats.find((one) => one.format === format)?.extension
  return name ?? `secureobs-findings.${extension}`
}
