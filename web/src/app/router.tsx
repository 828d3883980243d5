import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
} from '@tanstack/react-router'
import { parseAuditFilters } from '../features/audit/audit-filters'
import { parseFilters } from '../features/findings/filters'
import { parseView } from '../features/infrastructure/view'
import { parseOverview } from '../features/overview/overview-search'
import { parsePlan } from '../features/plan/plan-search'
import { parseProjectOverview } from '../features/projects/overview/overview-search'
import { parseProjects } from '../features/projects/projects-search'
import { parseRunFilters, type RunFilters } from '../features/runs/run-filters'
import { parseSetUp } from '../features/set-up/set-up-search'
import { parseSuppressions } from '../features/suppressions/suppressions-search'
import { TenantChooser } from '../features/tenants/tenant-chooser'
import { FailedPage } from './failed-page'
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
  validateSearch: parseOverview,
  component: lazyRouteComponent(() => import('../features/overview/overview-page'), 'OverviewPage'),
})

const setUp = createRoute({
  getParentRoute: () => tenant,
  path: '/set-up',
  validateSearch: parseSetUp,
  component: lazyRouteComponent(() => import('../features/set-up/set-up-page'), 'SetUpPage'),
})

const projects = createRoute({
  getParentRoute: () => tenant,
  path: '/projects',
  validateSearch: parseProjects,
  component: lazyRouteComponent(() => import('../features/projects/projects-page'), 'ProjectsPage'),
})

const project = createRoute({
  getParentRoute: () => tenant,
  path: '/projects/$projectId',
  component: lazyRouteComponent(() => import('../features/projects/project-page'), 'ProjectPage'),
})

const projectOverview = createRoute({
  getParentRoute: () => project,
  path: '/',
  validateSearch: parseProjectOverview,
  component: lazyRouteComponent(() => import('../features/projects/overview/overview-tab'), 'OverviewTab'),
})

const runs = createRoute({
  getParentRoute: () => project,
  path: '/runs',
  validateSearch: (search: Record<string, unknown>): Omit<RunFilters, 'projectId'> => {
    const { projectId: _, ...filters } = parseRunFilters(search)
    return filters
  },
  component: lazyRouteComponent(() => import('../features/runs/runs-tab'), 'RunsTab'),
})

const run = createRoute({
  getParentRoute: () => tenant,
  path: '/projects/$projectId/runs/$runId',
  component: lazyRouteComponent(() => import('../features/runs/run-page'), 'RunPage'),
})

const allRuns = createRoute({
  getParentRoute: () => tenant,
  path: '/runs',
  validateSearch: parseRunFilters,
  component: lazyRouteComponent(() => import('../features/runs/runs-page'), 'RunsPage'),
})

const settings = createRoute({
  getParentRoute: () => project,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/projects/settings/settings-tab'), 'SettingsTab'),
})

const projectSuppressions = createRoute({
  getParentRoute: () => project,
  path: '/suppressions',
  validateSearch: parseSuppressions,
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

const suppressions = createRoute({
  getParentRoute: () => tenant,
  path: '/suppressions',
  validateSearch: parseSuppressions,
  component: lazyRouteComponent(
    () => import('../features/suppressions/suppressions-page'),
    'SuppressionsPage',
  ),
})

const apiKeys = createRoute({
  getParentRoute: () => tenant,
  path: '/api-keys',
  validateSearch: (search: Record<string, unknown>): { projectId?: string } =>
    typeof search.projectId === 'string' && search.projectId ? { projectId: search.projectId } : {},
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

const plan = createRoute({
  getParentRoute: () => tenant,
  path: '/plan',
  validateSearch: parsePlan,
  component: lazyRouteComponent(() => import('../features/plan/plan-page'), 'PlanPage'),
})

const data = createRoute({
  getParentRoute: () => tenant,
  path: '/data',
  component: lazyRouteComponent(() => import('../features/data/data-page'), 'DataPage'),
})

const ruleAliases = createRoute({
  getParentRoute: () => tenant,
  path: '/rule-aliases',
  component: lazyRouteComponent(
    () => import('../features/rule-aliases/rule-aliases-page'),
    'RuleAliasesPage',
  ),
})

const notifications = createRoute({
  getParentRoute: () => tenant,
  path: '/notifications',
  component: lazyRouteComponent(
    () => import('../features/notifications/notifications-page'),
    'NotificationsPage',
  ),
})

const deliveries = createRoute({
  getParentRoute: () => tenant,
  path: '/notifications/$channelId',
  component: lazyRouteComponent(() => import('../features/notifications/deliveries-page'), 'DeliveriesPage'),
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
      setUp,
      projects,
      project.addChildren([projectOverview, runs, infrastructure, projectSuppressions, settings]),
      run,
      allRuns,
      findings,
      finding,
      suppressions,
      apiKeys,
      members,
      audit,
      tenantSettings,
      plan,
      data,
      ruleAliases,
      notifications,
      deliveries,
      profile,
    ]),
    unknown,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: ({ error, reset }) => <FailedPage error={error} retry={reset} />,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
