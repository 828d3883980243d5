import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { apiOf, realIds } from '../support/api.mjs'
import { signIn } from '../support/browser.mjs'
import { repository } from '../support/host.mjs'
import { addressOf, routesOfRouter } from '../support/pages.mjs'
import { sendPlans } from './infrastructure.mjs'

/** Asked for by somebody who may not; the browser itself reports their 404. */
export const foreign = ['status of 404']

const fabrikam = '01990000-0000-7000-8000-00000000fab1'

/** Somebody of another organisation learns nothing: by no page, by no answer of the API, under no organisation's address. */
export async function stranger(/** @type {import('../support/scenario.mjs').Scene} */ scene) {
  const { page, ready, at, another } = scene
  await sendPlans(ready)
  const insider = await another()
  const known = apiOf(insider, ready)
  await signIn(insider, at(`/projects/${ready.projectId}`))
  await insider.getByRole('heading', { level: 1, name: 'vulnerable-shop' }).waitFor()
  const ids = await realIds(known, ready)

  const api = apiOf(page, ready)
  const answers = watch(page, [ids.tenantId, ids.projectId, ids.findingId, ids.runId])
  const routes = await routesOfRouter()
  assert.ok(routes.length > 15, routes.join())
  const base = ready.dashboardUrl.replace(/\/$/, '')
  await signIn(page, base + addressOf(routes[0] ?? '', ids), 'Fay Fabrikam')
  for (const route of routes) {
    await page.goto(base + addressOf(route, ids))
    await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor()
    assert.ok(!(await page.content()).includes('vulnerable-shop'), route)
  }
  // Her own organisation, and the things of the other one in it.
  for (const route of routes.filter((one) => /\$(project|finding|run|channel)Id/.test(one))) {
    await page.goto(base + addressOf(route, { ...ids, tenantId: fabrikam }))
    await page.getByRole('alert').first().waitFor()
    assert.ok(!(await page.content()).includes('vulnerable-shop'), route)
  }
  assert.ok(answers.length > 0)
  for (const { url, status } of answers) assert.equal(status, 404, url)
  await everyQuestion(api, ids)
}

/**
 * What the API answers a page about these ids.
 * @param {import('playwright-core').Page} page
 * @param {string[]} ids
 */
function watch(page, ids) {
  /** @type {{ url: string, status: number }[]} */
  const answers = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.startsWith('/api/') && ids.some((id) => pathname.includes(id)))
      answers.push({ url: response.url(), status: response.status() })
  })
  return answers
}

/**
 * Everything that the API's description lets one read of an organisation.
 * @param {ReturnType<typeof apiOf>} api
 * @param {import('../support/api.mjs').Ids} ids
 */
async function everyQuestion(api, ids) {
  const { paths } = JSON.parse(await readFile(path.join(repository, 'docs/openapi.json'), 'utf8'))
  const asked = Object.entries(paths).filter(
    ([one, { get }]) => get && one.startsWith('/api/tenants/{tenantId}'),
  )
  assert.ok(asked.length > 25)
  for (const [one] of asked) {
    const address = addressOf(one.replace(/\{(\w+)\}/g, '$$$1'), ids).replace(/number$/, '0')
    const answer = await api.ask(address)
    assert.equal(answer.status, 404, address)
    assert.ok(!/vulnerable-shop|azurerm_/.test(await answer.text()), address)
  }
}
