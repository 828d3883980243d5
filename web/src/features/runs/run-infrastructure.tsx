import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api/client'
import { plural } from '../../components/formats'
import type { RunDetail } from './run-detail'
import classes from './run-page.module.css'
import { Section } from './section'
import { useRunPath } from './use-run'

/** Only when the run came with a Terraform plan. */
export function RunInfrastructure({ run }: { run: RunDetail }) {
  const { tenantId, projectId } = useRunPath()
  const analyses = queries.useQuery('get', '/api/tenants/{tenantId}/projects/{projectId}/infrastructure', {
    params: { path: { tenantId, projectId } },
  })
  const own = analyses.data?.items.filter((one) => one.runId === run.id) ?? []
  if (own.length === 0) return null
  return (
    <Section title="Infrastructure">
      <ul className={classes.plain}>
        {own.map((one) => (
          <li key={one.id}>
            <Link
              to="/tenants/$tenantId/projects/$projectId/infrastructure"
              params={{ tenantId, projectId }}
              search={{ analysis: one.id }}
              className={classes.inline}
            >
              {plural(one.paths, 'attack path')}
            </Link>{' '}
            in {plural(one.resources, 'resource')}
            {one.root && ` of ${one.root}`},{' '}
            <Link
              to="/tenants/$tenantId/projects/$projectId/infrastructure"
              params={{ tenantId, projectId }}
              search={{ analysis: one.id, tab: 'changes' }}
              className={classes.inline}
            >
              what it changes
            </Link>
          </li>
        ))}
      </ul>
      {own.some((one) => one.pathsTruncated) && (
        <Text size="sm" c="dimmed" className={classes.sectionBody}>
          There are more paths than are counted.
        </Text>
      )}
    </Section>
  )
}
