import { queries } from '../../../api/client'
import { useTenantId } from '../../tenants/use-tenant'
import type { Draft } from './suppression-draft'

type Which = Pick<Draft, 'scope' | 'projectId' | 'scanner'>

/** Scanners and rules that have findings, to choose from. */
export function useKnownRules({ scope, projectId, scanner }: Which) {
  const tenantId = useTenantId()
  const facets = (withRules: boolean) => ({
    params: {
      path: { tenantId },
      query: {
        ...(scope !== 'rule' && projectId ? { projectId } : {}),
        ...(withRules ? { scanner: [scanner.trim()], with: ['rule'] } : {}),
      },
    },
  })
  const path = '/api/tenants/{tenantId}/findings/facets'
  const scanners = queries.useQuery('get', path, facets(false), { enabled: scope !== 'path' })
  const names = scanners.data?.scanner.map((one) => one.value) ?? []
  const rules = queries.useQuery('get', path, facets(true), {
    enabled: scope !== 'path' && names.includes(scanner.trim()),
  })
  return { scanners: names, rules: rules.data?.rule?.map((one) => one.value) ?? [] }
}
