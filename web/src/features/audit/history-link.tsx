import { Link } from '@tanstack/react-router'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import classes from './audit.module.css'

type Props = { subject: string; name: string; words?: string }

/** To all that the trail has of an object; shown to those who may read the trail. */
export function HistoryLink({ subject, name, words = 'History' }: Props) {
  const tenant = useTenant()
  if (!mayAdminister(tenant)) return null
  return (
    <Link
      to="/tenants/$tenantId/audit"
      params={{ tenantId: tenant.id }}
      search={{ subject }}
      className={classes.historyLink}
      aria-label={`${words} of ${name}`}
    >
      {words}
    </Link>
  )
}
