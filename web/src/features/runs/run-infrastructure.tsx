import { Link } from '@tanstack/react-router'
import { plural } from '../../components/formats'
import type { RunDetail } from './run-detail'
import classes from './run-page.module.css'
import { Section } from './section'
import { useRunPath } from './use-run'

/** Only when the run came with a Terraform plan. */
export function RunInfrastructure({ run }: { run: RunDetail }) {
  const { tenantId, projectId } = useRunPath()
  if (run.analyses.length === 0) return null
  const shared = {
    to: '/tenants/$tenantId/projects/$projectId/infrastructure' as const,
    params: { tenantId, projectId },
    className: classes.inline,
  }
  return (
    <Section title="Infrastructure">
      <ul className={classes.plain}>
        {run.analyses.map((one) => (
          <li key={one.id}>
            <Link {...shared} search={{ analysis: one.id }}>
              {plural(one.paths, 'attack path')}
            </Link>
            {one.root && ` in ${one.root}`},{' '}
            <Link {...shared} search={{ analysis: one.id, tab: 'changes' }}>
              what it changes
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
