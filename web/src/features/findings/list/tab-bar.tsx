import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTenantId } from '../../tenants/use-tenant'
import type { Filters } from '../filters'
import { tabOf, tabs, withTab } from '../tabs'
import classes from './list.module.css'

export const TabBar = memo(function TabBar({ filters }: { filters: Filters }) {
  const tenantId = useTenantId()
  const current = tabOf(filters)
  return (
    <nav className={classes.tabs} aria-label="Where findings stand">
      {tabs.map(({ tab, label }) => (
        <Link
          key={tab}
          to="/tenants/$tenantId/findings"
          params={{ tenantId }}
          search={withTab(filters, tab)}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={tab === current ? 'page' : undefined}
          data-current={tab === current || undefined}
          preload={false}
          resetScroll={false}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
})
