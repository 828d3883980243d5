import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { repository } from './host.mjs'

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./api.mjs').Ids} Ids */
/** @typedef {{ name: string, route: string, search?: string, shown: (page: Page) => import('playwright-core').Locator }} Place */

const tenant = '/tenants/$tenantId'
const project = `${tenant}/projects/$projectId`
const heading = (/** @type {string | RegExp} */ name) => (/** @type {Page} */ page) =>
  page.getByRole('heading', { name }).first()
const first = (/** @type {string} */ selector) => (/** @type {Page} */ page) => page.locator(selector).first()

/** Every page of an organisation and what is on it once it is there; tests say that no route is missing. */
export const places = /** @type {Place[]} */ ([
  { name: 'overview', route: tenant, shown: first('[data-tile]') },
  {
    name: 'set-up',
    route: `${tenant}/set-up`,
    shown: heading(/^(Choose|Create) a project$/),
  },
  { name: 'projects', route: `${tenant}/projects`, shown: first('tbody tr') },
  { name: 'project', route: project, shown: (page) => page.getByRole('table', { name: 'Scanners' }) },
  { name: 'project-runs', route: `${project}/runs`, shown: first('[data-run-row]') },
  {
    name: 'project-suppressions',
    route: `${project}/suppressions`,
    shown: (page) => page.getByRole('radiogroup', { name: 'State of suppressions' }),
  },
  {
    name: 'project-settings',
    route: `${project}/settings`,
    shown: (page) => page.getByRole('switch').first(),
  },
  { name: 'infrastructure', route: `${project}/infrastructure`, shown: first('[data-path-row]') },
  {
    name: 'infrastructure-table',
    route: `${project}/infrastructure`,
    search: '?tab=table',
    shown: (page) => page.getByRole('region', { name: 'Resources' }),
  },
  {
    name: 'infrastructure-explore',
    route: `${project}/infrastructure`,
    search: '?tab=explore',
    shown: first('.react-flow__node'),
  },
  {
    name: 'infrastructure-changes',
    route: `${project}/infrastructure`,
    search: '?tab=changes',
    shown: heading(/attack paths/i),
  },
  { name: 'runs', route: `${tenant}/runs`, shown: first('[data-run-row]') },
  { name: 'run', route: `${project}/runs/$runId`, shown: heading('Scanners') },
  { name: 'findings', route: `${tenant}/findings`, shown: first('[data-finding-row]') },
  {
    name: 'findings-grouped',
    route: `${tenant}/findings`,
    search: '?group=rule',
    shown: first('table[aria-label=Findings] tbody tr'),
  },
  {
    name: 'findings-none',
    route: `${tenant}/findings`,
    search: '?text=nothing-is-called-like-this',
    shown: heading('No finding fits these filters'),
  },
  { name: 'finding', route: `${tenant}/findings/$findingId`, shown: heading('History') },
  { name: 'suppressions', route: `${tenant}/suppressions`, shown: heading('Suppressions') },
  {
    name: 'api-keys',
    route: `${tenant}/api-keys`,
    shown: (page) => page.getByRole('button', { name: 'Create API key' }),
  },
  { name: 'members', route: `${tenant}/members`, shown: first('tbody tr') },
  {
    name: 'audit',
    route: `${tenant}/audit`,
    shown: (page) => page.getByRole('region', { name: 'Audit trail' }),
  },
  { name: 'settings', route: `${tenant}/settings`, shown: (page) => page.getByLabel('Post them to') },
  { name: 'plan', route: `${tenant}/plan`, shown: first('[data-usage]') },
  { name: 'data', route: `${tenant}/data`, shown: (page) => page.getByRole('radio').first() },
  { name: 'rule-aliases', route: `${tenant}/rule-aliases`, shown: heading(/alias|other name/i) },
  {
    name: 'notifications',
    route: `${tenant}/notifications`,
    shown: (page) => page.getByRole('region', { name: 'Channels' }).getByRole('table'),
  },
  {
    name: 'deliveries',
    route: `${tenant}/notifications/$channelId`,
    shown: heading(/^Deliveries to /),
  },
  { name: 'profile', route: `${tenant}/profile`, shown: (page) => page.getByRole('heading', { level: 1 }) },
])

/**
 * @param {string} route
 * @param {Ids} ids
 */
export const addressOf = (route, ids) =>
  route.replace(/\$(\w+)/g, (_, name) => String(Reflect.get(ids, name) ?? name))

/** Every address of the router, composed from its parts, as `/tenants/$tenantId/runs`. */
export async function routesOfRouter() {
  const source = await readFile(path.join(repository, 'web/src/app/router.tsx'), 'utf8')
  /** @type {Map<string, string>} */
  const known = new Map([['root', '']])
  for (const [, name = '', parent = '', own = ''] of source.matchAll(
    /const (\w+) = createRoute\(\{\s*getParentRoute: \(\) => (\w+),\s*path: '([^']*)'/g,
  ))
    known.set(name, `${known.get(parent) ?? `unknown parent ${parent}`}${own === '/' ? '' : own}`)
  return [...new Set(known.values())].filter((route) => route.startsWith(tenant))
}
