import type { Overview } from '../../api/types'
import { BarList } from '../../components/charts'
import panels from '../../components/panels/panels.module.css'
import { useTenantId } from '../tenants/use-tenant'
import classes from './overview.module.css'

/** Which projects are scanned at all. Never scanned is a state of its own, never a good one. */
export function Coverage({ coverage }: { coverage: Overview['coverage'] }) {
  const tenantId = useTenantId()
  const rows = [
    { key: 'reporting', name: 'Reporting', value: coverage.reporting, color: 'pass', letter: '✓' },
    { key: 'silent', name: 'Silent', value: coverage.silent, color: 'warn', letter: '△' },
    { key: 'never-scanned', name: 'Never scanned', value: coverage.neverScanned, color: 'info', letter: '–' },
  ] as const
  return (
    <div className={`${panels.card} ${classes.panel}`}>
      <BarList
        label="Scanner coverage"
        hint={`Projects; silent is no run for ${coverage.silentAfterDays} days`}
        heading="State"
        items={rows.map(({ key, name, value, color, letter }) => ({
          key,
          label: name,
          title: `${name}: ${value} projects`,
          parts: [{ name, value, color, letter }],
          to: { to: '/tenants/$tenantId/projects', params: { tenantId }, search: { reporting: key } },
        }))}
      />
    </div>
  )
}
