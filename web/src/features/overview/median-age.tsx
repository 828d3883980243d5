import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import panels from '../../components/panels/panels.module.css'
import { useTenantId } from '../tenants/use-tenant'
import { hoursWords } from './hours-words'
import classes from './overview.module.css'

export function MedianAge({ days }: { days: number | null }) {
  const tenantId = useTenantId()
  return (
    <section className={`${panels.card} ${classes.panel}`} aria-labelledby="median-age">
      <Title order={2} size="h3" id="median-age">
        Median age
      </Title>
      <p className={classes.hint}>Of open critical and high findings</p>
      <p className={classes.figure} data-none={days === null || undefined}>
        {days === null ? 'None is open.' : days === 0 ? 'under 2 hours' : hoursWords(days * 24)}
      </p>
      {days !== null && (
        <Text size="sm">
          Half of them are older.{' '}
          <Link
            to="/tenants/$tenantId/findings"
            params={{ tenantId }}
            search={{ severity: ['CRITICAL', 'HIGH'], sort: 'first-seen', direction: 'asc' }}
            className={classes.link}
          >
            Oldest first
          </Link>
        </Text>
      )}
    </section>
  )
}
