import assert from 'node:assert/strict'
import { sendPlans } from '../scenarios/infrastructure.mjs'
import { apiOf } from '../support/api.mjs'
import { signIn } from '../support/browser.mjs'
import { gateSays } from '../support/gate.mjs'
import { ownProject, sendRun } from '../support/project.mjs'
import { Hands } from './hands.mjs'

/** @typedef {import('../support/scenario.mjs').Scene} Scene */

const blocker = { ruleId: 'B608', filePath: 'shop/orders.py', startLine: 42, severity: 'CRITICAL' }

/** From the link in a red log, signed out, to the line that blocks, its rule, and the limit. */
export async function redLog(/** @type {Scene} */ scene) {
  const { page, at, another } = scene
  const admin = await another()
  await signIn(admin, at('/projects'))
  const mine = await ownProject({ ...scene, page: admin })
  const pipelineRunId = `red-${Date.now()}`
  await sendRun(mine, { pipelineRunId, rows: [blocker] })
  const { said } = await gateSays(mine, pipelineRunId)
  const link = /^See (\S+)$/m.exec(said)?.[1] ?? ''

  const hands = new Hands()
  await page.goto(link)
  hands.clicks += 1
  await hands.click(page.getByRole('button', { name: 'Sign in with Microsoft' }))
  await hands.click(page.getByRole('button', { name: 'Mia Member' }))
  await page.getByRole('heading', { level: 1, name: /^Blocked: 1 .*limit 0$/ }).waitFor()
  const line = page.getByRole('region', { name: '1 finding that blocks' }).getByRole('listitem')
  await line.getByText('shop/orders.py:42').waitFor()
  await line.getByText('bandit · B608').waitFor()
  hands.arrive()
  assert.equal(hands.clicks, 3)
  return {
    journey: 'Red CI log → blocking file:line, rule and limit, signed out',
    target: '1 click and the sign-in; ≤ 10 s',
    ours: `1 click and 2 of the sign-in; ${hands.seconds.toFixed(1)} s`,
  }
}

/** From a finding about an exposed machine to the shortest path that ends at a secret, and the edge to cut. */
export async function shortestPath(/** @type {Scene} */ { page, ready, at }) {
  await sendPlans(ready)
  const api = apiOf(page, ready)
  await signIn(page, at(`/findings?projectId=${ready.projectId}&rule=CKV_AZURE_50&status=all`))
  await page.locator('[data-finding-row]').first().waitFor()
  const { items } = await api.read('findings?rule=CKV_AZURE_50&limit=1')
  await page.goto(at(`/findings/${items[0].id}`))
  await page.getByRole('heading', { name: 'History' }).waitFor()

  const hands = new Hands()
  await hands.click(page.getByRole('link', { name: 'Show it with what reaches it' }))
  await page.getByRole('region', { name: 'web' }).waitFor()
  await hands.click(page.getByText('Attack paths', { exact: true }))
  const shortest = page
    .locator('[data-path-row]')
    .filter({ hasText: 'through linux virtual machine web' })
    .first()
  await shortest.getByText('2 hops').waitFor()
  const cuts = page.getByRole('region', { name: 'Cut here' }).getByRole('listitem')
  await cuts.getByText(/^Any machine of the internet can send packets to .*web on tcp\/22/).waitFor()
  hands.arrive()
  assert.ok(hands.clicks <= 2)
  return {
    journey: 'Exposed finding → shortest path and the edge to cut',
    target: '≤ 2 clicks; ≤ 15 s',
    ours: `${hands.clicks} clicks; ${hands.seconds.toFixed(1)} s`,
  }
}
