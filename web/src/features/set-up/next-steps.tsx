import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTenantId } from '../tenants/use-tenant'
import classes from './set-up.module.css'

/** After the first run. */
export function NextSteps({ projectId }: { projectId: string }) {
  const tenantId = useTenantId()
  const settings = {
    to: '/tenants/$tenantId/projects/$projectId/settings',
    params: { tenantId, projectId },
  } as const
  return (
    <section aria-labelledby="set-up-next" className={classes.next}>
      <Title order={2} id="set-up-next">
        What to do next
      </Title>
      <Text c="dimmed">The project is set up. None of these is in a hurry.</Text>
      <ul>
        <li>
          <Link {...settings} hash="gate">
            Decide what blocks a build
          </Link>
          : try a gate policy on the runs that there are, then save it.
        </li>
        <li>
          <Link to="/tenants/$tenantId/members" params={{ tenantId }}>
            Invite your team
          </Link>
          : with a link for each, and a role.
        </li>
        <li>
          <Link {...settings} hash="keyless">
            Do without the key
          </Link>
          : GitHub Actions, GitLab and Azure DevOps can prove which pipeline asks, so that no secret is kept
          there.
        </li>
        <li>
          <Link {...settings} hash="scanners">
            Choose the scanners
          </Link>{' '}
          that look at this project.
        </li>
      </ul>
    </section>
  )
}
