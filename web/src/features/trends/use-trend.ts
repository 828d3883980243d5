import { keepPreviousData } from '@tanstack/react-query'
import { queries } from '../../api/client'
import type { Period } from './period'

/** How findings came and went in a period, of all projects or of one. */
export const useTrend = (tenantId: string, days: Period, projectId?: string) =>
  queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/findings/trend',
    { params: { path: { tenantId }, query: { days, ...(projectId ? { projectId } : {}) } } },
    { placeholderData: keepPreviousData },
  )
