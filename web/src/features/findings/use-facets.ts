import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { queries } from '../../api/client'
import type { Facets } from '../../api/types'
import { filterOf } from './filter-query'
import { type Filters, whichOf } from './filters'

const path = '/api/tenants/{tenantId}/findings/facets'

const further = ['rule', 'project', 'cwe', 'path', 'age']

const request = (tenantId: string, filters: Filters) => ({
  params: { path: { tenantId }, query: { ...filterOf(whichOf(filters)), with: further } },
})

/** How many findings the filters have, and how many each further choice would show. */
export const useFacets = (tenantId: string, filters: Filters) =>
  queries.useQuery('get', path, request(tenantId, filters), { placeholderData: keepPreviousData })

/** What was counted for these filters already. */
export const useFacetsSoFar = (tenantId: string, filters: Filters): Facets | undefined =>
  useQueryClient().getQueryData<Facets>(['get', path, request(tenantId, filters)])
