import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { queries } from '../../../../api/client'
import type { Finding, FindingDetail } from '../../../../api/types'
import { useTenantId } from '../../../tenants/use-tenant'
import type { Kind, Status } from '../../statuses'
import { useFindingsChanged } from '../../use-findings'

const list = '/api/tenants/{tenantId}/findings'
const one = '/api/tenants/{tenantId}/findings/{findingId}'

type List = InfiniteData<{ items: Finding[]; next: string | null }>

/** Changes where a finding stands at once in the list and the drawer, and back again when the API refuses. */
export function usePeekStatus(finding: FindingDetail) {
  const tenantId = useTenantId()
  const client = useQueryClient()
  const changed = useFindingsChanged()
  const show = (status: Status) => {
    client.setQueriesData<List>({ queryKey: ['get', list] }, (pages) => withStatus(pages, finding.id, status))
    client.setQueryData<FindingDetail>(
      ['get', one, { params: { path: { tenantId, findingId: finding.id } } }],
      (known) => known && { ...known, status },
    )
  }
  const mutation = queries.useMutation('put', `${one}/status`, { onSettled: () => void changed() })
  const change = (status: Exclude<Status, Kind>) => {
    const before = finding.status
    show(status)
    mutation.mutate(
      {
        params: { path: { tenantId, findingId: finding.id } },
        body: { status, untilFixed: false, untilChanged: false },
      },
      { onError: () => show(before) },
    )
  }
  return { change, busy: mutation.isPending, error: mutation.error }
}

function withStatus(pages: List | undefined, id: string, status: Status): List | undefined {
  if (!pages?.pages) return pages
  const set = (item: Finding) => (item.id === id ? { ...item, status } : item)
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(set) })) }
}
