import { queries } from '../../api/client'

const pause = 3000

/**
 * The runs of the project. Looks for the first one every three seconds while somebody waits and the page is seen,
 * and on as long as that one goes on, so that its answer is there too; then no more.
 */
export const useFirstRun = (tenantId: string, projectId: string | null, waiting: boolean) =>
  queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/projects/{projectId}/runs',
    { params: { path: { tenantId, projectId: projectId ?? '' } } },
    {
      enabled: projectId !== null,
      refetchInterval: ({ state }) => {
        const items = state.data?.items
        const goesOn = items?.length === 0 ? waiting : items?.length === 1 && items[0]?.status === 'open'
        return goesOn ? pause : false
      },
    },
  )
