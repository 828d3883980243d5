import { keepPreviousData } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { keyset, queries } from '../../api/client'
import { trimmed, type View } from './view'

const route = getRouteApi('/tenants/$tenantId/projects/$projectId/infrastructure')
const base = '/api/tenants/{tenantId}/projects/{projectId}/infrastructure'

/** The address of the page, and how to change it. Choices can be gone back from; what is typed replaces. */
export function useView() {
  const view = route.useSearch()
  const navigate = route.useNavigate()
  const change = (next: { [Key in keyof View]?: View[Key] | undefined }, replace = false) =>
    void navigate({ search: (now) => trimmed({ ...now, ...next }), replace, resetScroll: false })
  return { view, change }
}

export function useAnalyses() {
  const path = route.useParams()
  return queries.useInfiniteQuery(
    'get',
    base,
    { params: { path } },
    {
      ...keyset,
      // Somebody who just ran the command sees its analysis arrive.
      refetchInterval: (query) => (query.state.data?.pages[0]?.items.length === 0 ? 5000 : false),
    },
  )
}

const usePath = (analysisId: string) => ({ ...route.useParams(), analysisId })

export const useAnalysis = (analysisId: string) =>
  queries.useQuery('get', `${base}/{analysisId}`, { params: { path: usePath(analysisId) } })

export const usePaths = (analysisId: string) =>
  queries.useQuery('get', `${base}/{analysisId}/paths`, { params: { path: usePath(analysisId) } })

export const useComparison = (analysisId: string) =>
  queries.useQuery('get', `${base}/{analysisId}/comparison`, { params: { path: usePath(analysisId) } })

export const useNode = (analysisId: string, number: number) =>
  queries.useQuery('get', `${base}/{analysisId}/nodes/{number}`, {
    params: { path: { ...usePath(analysisId), number } },
  })

export type NodeFilters = Pick<View, 'search' | 'type' | 'exposure'> & { parent?: number }

export const useNodes = (analysisId: string, filters: NodeFilters) =>
  queries.useInfiniteQuery(
    'get',
    `${base}/{analysisId}/nodes`,
    { params: { path: usePath(analysisId), query: filters } },
    { ...keyset, placeholderData: keepPreviousData },
  )

/** A path by its number, or nodes by theirs; nothing is fetched while nothing is asked for. */
export type PartAsked = { path?: number; node?: number[]; alone?: boolean }

export const usePart = (analysisId: string, asked: PartAsked) =>
  queries.useQuery(
    'get',
    `${base}/{analysisId}/part`,
    { params: { path: usePath(analysisId), query: asked } },
    { enabled: asked.path !== undefined || (asked.node?.length ?? 0) > 0 },
  )

/** For several parts at once. */
export function usePartQuery(analysisId: string) {
  const path = usePath(analysisId)
  return (query: PartAsked) =>
    queries.queryOptions('get', `${base}/{analysisId}/part`, { params: { path, query } })
}
