import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { parseAuditFilters } from '../features/audit/audit-filters'
import { parseFilters } from '../features/findings/filters'
import { parseView } from '../features/infrastructure/view'
import { TenantChooser } from '../features/tenants/tenant-chooser'
import { NotFoundPage } from './not-found-page'
import { parseSearch, stringifySearch } from './search-params'
import { Shell } from './shell/shell'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage })

const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite',
  component: lazyRouteComponent(() => import('../features/invitations/invite-page'), 'InvitePage'),
})

const home = createRoute({ getParentRoute: () => root, path: '/', component: TenantChooser })

const tenant = createRoute({ getParentRoute: () => root, path: '/tenants/$tenantId', component: Shell })

const tenantHome = createRoute({
  getParentRoute: () => tenant,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/tenants/$tenantId/projects', params, replace: true })
  },
})

const projects = createRoute({
  getParentRoute: () => tenant,
  path: '/projects',
  validateSearch: (search: Record<string, unknown>): { archived?: 'true' } =>
    search.archived === 'true' ? { archived: 'true' } : {},
  component: lazyRouteComponent(() => import('../features/projects/projects-page'), 'ProjectsPage'),
})

const project = createRoute({
  getParentRoute: () => tenant,
  path: '/projects/$projectId',
  component: lazyRouteComponent(() => import('../features/projects/project-page'), 'ProjectPage'),
})

const runs = createRoute({
  getParentRoute: () => project,
  path: '/',
  component: lazyRouteComponent(() => import('../features/runs/runs-tab'), 'RunsTab'),
})

const settings = createRoute({
  getParentRoute: () => project,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/scanners/settings-tab'), 'SettingsTab'),
})

const suppressions = createRoute({
  getParentRoute: () => project,
  path: '/suppressions',
  component: lazyRouteComponent(() => import('../features/suppressions/suppressions-tab'), 'SuppressionsTab'),
})

const infrastructure = createRoute({
  getParentRoute: () => project,
  path: '/infrastructure',
  validateSearch: parseView,
  component: lazyRouteComponent(
    () => import('../features/infrastructure/infrastructure-page'),
    'InfrastructurePage',
  ),
})

const findings = createRoute({
  getParentRoute: () => tenant,
  path: '/findings',
  validateSearch: parseFilters,
  component: lazyRouteComponent(() => import('../features/findings/list/findings-page'), 'FindingsPage'),
})

const finding = createRoute({
  getParentRoute: () => tenant,
  path: '/findings/$findingId',
  validateSearch: parseFilters,
  component: lazyRouteComponent(() => import('../features/findings/detail/finding-page'), 'FindingPage'),
})

const apiKeys = createRoute({
  getParentRoute: () => tenant,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('../features/api-keys/api-keys-page'), 'ApiKeysPage'),
})

const members = createRoute({
  getParentRoute: () => tenant,
  path: '/members',
  component: lazyRouteComponent(() => import('../features/members/members-page'), 'MembersPage'),
})

const audit = createRoute({
  getParentRoute: () => tenant,
  path: '/audit',
  validateSearch: parseAuditFilters,
  component: lazyRouteComponent(() => import('../features/audit/audit-page'), 'AuditPage'),
})

const tenantSettings = createRoute({
  getParentRoute: () => tenant,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/tenants/settings-page'), 'SettingsPage'),
})

const profile = createRoute({
  getParentRoute: () => tenant,
  path: '/profile',
  component: lazyRouteComponent(() => import('../features/profile/profile-page'), 'ProfilePage'),
})

const unknown = createRoute({
  getParentRoute: () => root,
  path: '$',
  beforeLoad: () => {
    throw notFound()
  },
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    invite,
    tenant.addChildren([
      tenantHome,
      projects,
      project.addChildren([runs, infrastructure, suppressions, settings]),
      findings,
      finding,
      apiKeys,
      members,
      audit,
      tenantSettings,
      profile,
    ]),
    unknown,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
