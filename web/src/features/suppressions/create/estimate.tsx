import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { queries } from '../../../api/client'
import { compactCount } from '../../../components/formats'
import { useTenantId } from '../../tenants/use-tenant'
import { isPlainPrefix, literalPrefix, patternFault } from '../path-pattern'
import classes from '../suppressions.module.css'
import type { Draft } from './suppression-draft'

/** The filter that finds what the draft would hold; null while it names nothing. */
function filterOf({ scope, projectId, pathPattern, scanner, ruleId }: Draft) {
  const pattern = pathPattern.trim()
  if (scope === 'path') {
    if (!projectId || !pattern || patternFault(pattern)) return null
    const pathPrefix = literalPrefix(pattern)
    return { projectId, ...(pathPrefix ? { pathPrefix } : {}) }
  }
  if (!scanner.trim() || !ruleId.trim() || (scope === 'rule-in-project' && !projectId)) return null
  const rule = { scanner: [scanner.trim()], rule: [ruleId.trim()] }
  return scope === 'rule' || !projectId ? rule : { ...rule, projectId }
}

/** How many open findings it would hold now. The service counts folders, not patterns: then it is "at most". */
export function Estimate({ draft }: { draft: Draft }) {
  const tenantId = useTenantId()
  const [asked] = useDebouncedValue(draft, 400)
  const filter = filterOf(asked)
  const facets = queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/findings/facets',
    { params: { path: { tenantId }, query: { ...filter, status: ['open', 'in-review'] } } },
    { enabled: filter !== null },
  )
  if (!filter || !facets.data) return null
  const { findings, exact } = facets.data
  const fine = asked.scope === 'path' && !isPlainPrefix(asked.pathPattern.trim())
  const folder = literalPrefix(asked.pathPattern.trim())
  const number = `${compactCount(findings)}${exact ? '' : ' or more'}`
  const words = findings === 1 ? 'open finding' : 'open findings'
  return (
    <Text className={classes.estimate} aria-live="polite" title={String(findings)}>
      {fine && folder !== asked.pathPattern.trim()
        ? `It would hold about ${number} ${words} or fewer: so many are ${folder ? `in ${folder}` : 'in the project'}, and the pattern is finer.`
        : `It would hold ${number} ${words} now.`}
    </Text>
  )
}
