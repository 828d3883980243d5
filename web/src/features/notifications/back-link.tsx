import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { BackIcon } from '../../components/icons'
import projects from '../projects/projects.module.css'
import { useTenantId } from '../tenants/use-tenant'

type Props = { to: '/tenants/$tenantId/settings' | '/tenants/$tenantId/notifications'; words: string }

export function BackLink({ to, words }: Props) {
  const tenantId = useTenantId()
  return (
    <div>
      <Anchor
        className={projects.trail}
        renderRoot={(props) => <Link to={to} params={{ tenantId }} {...props} />}
      >
        <BackIcon /> {words}
      </Anchor>
    </div>
  )
}
