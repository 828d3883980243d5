import { Link } from '@tanstack/react-router'
import {
  AuditIcon,
  FindingsIcon,
  KeyIcon,
  MembersIcon,
  OverviewIcon,
  ProjectsIcon,
  RunsIcon,
  SettingsIcon,
  SuppressionsIcon,
} from '../../components/icons'
import { Logo } from '../../components/logo'
import { TenantSwitcher } from '../../features/tenants/tenant-switcher'
import { mayAdminister, useTenant } from '../../features/tenants/use-tenant'
import classes from './navigation.module.css'
import { PersonMenu } from './person-menu'

type Props = { onNavigate: () => void }

export function Navigation({ onNavigate }: Props) {
  const tenant = useTenant()
  const tenantId = tenant.id
  const shared = { params: { tenantId }, className: classes.link, onClick: onNavigate }
  return (
    <>
      <Link
        to="/tenants/$tenantId"
        params={{ tenantId }}
        search={{}}
        className={classes.home}
        aria-label="SecureObs, overview"
      >
        <Logo />
      </Link>
      <TenantSwitcher />
      <nav aria-label="Main" className={classes.links}>
        <Link
          to="/tenants/$tenantId"
          search={{}}
          activeOptions={{ exact: true, includeSearch: false }}
          {...shared}
        >
          <OverviewIcon /> Overview
        </Link>
        <Link
          to="/tenants/$tenantId/projects"
          search={{}}
          activeOptions={{ includeSearch: false }}
          {...shared}
        >
          <ProjectsIcon /> Projects
        </Link>
        <Link
          to="/tenants/$tenantId/findings"
          search={{}}
          activeOptions={{ includeSearch: false }}
          {...shared}
        >
          <FindingsIcon /> Findings
        </Link>
        <Link to="/tenants/$tenantId/runs" search={{}} activeOptions={{ includeSearch: false }} {...shared}>
          <RunsIcon /> Runs
        </Link>
        <Link
          to="/tenants/$tenantId/suppressions"
          search={{}}
          activeOptions={{ includeSearch: false }}
          {...shared}
        >
          <SuppressionsIcon /> Suppressions
        </Link>
        <Link to="/tenants/$tenantId/members" {...shared}>
          <MembersIcon /> Members
        </Link>
        {mayAdminister(tenant) && (
          <>
            <Link
              to="/tenants/$tenantId/api-keys"
              search={{}}
              activeOptions={{ includeSearch: false }}
              {...shared}
            >
              <KeyIcon /> API keys
            </Link>
            <Link
              to="/tenants/$tenantId/audit"
              search={{}}
              activeOptions={{ includeSearch: false }}
              {...shared}
            >
              <AuditIcon /> Audit
            </Link>
          </>
        )}
        <Link to="/tenants/$tenantId/settings" {...shared}>
          <SettingsIcon /> Settings
        </Link>
      </nav>
      <PersonMenu />
    </>
  )
}
