import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { shoot, signIn } from '../support/browser.mjs'
import { post, sendTopology, shop } from '../support/topology.mjs'

const machine = 'azurerm_linux_virtual_machine.web'

/** Sends a plan of `main` and one that opens SSH to the internet, and a finding about the machine. */
export async function sendPlans(/** @type {import('../support/host.mjs').Ready} */ ready) {
  const id = Date.now().toString(36)
  await sendTopology(ready, shop({ open: false }), { run: `plan-main-${id}`, branch: 'main' })
  const opened = { run: `plan-open-${id}`, branch: 'open-ssh' }
  await post(ready, 'findings/bulk-universal', [
    {
      projectId: ready.projectId,
      pipelineRunId: `plan-main-${id}`,
      scanner: 'checkov',
      ruleId: 'CKV_AZURE_50',
      severity: 'LOW',
      description: 'Extensions of the machine are not restricted.',
      filePath: 'main.tf',
      startLine: 12,
      resourceAddress: machine,
    },
  ])
  const { analysisId } = await sendTopology(ready, shop({ open: true }), opened)
  return analysisId
}

/** From the ranked list to a path, its hops, a resource by key alone, the table, the files; and nobody else sees any. */
export async function infrastructure(/** @type {import('../support/scenario.mjs').Scene} */ scene) {
  const { page, ready, at, another } = scene
  const analysis = await sendPlans(ready)
  await signIn(page, at(`/projects/${ready.projectId}`))
  await page.getByRole('link', { name: 'Infrastructure' }).click()
  const rows = page.locator('[data-path-row]')
  await rows.first().waitFor()
  const vault = rows.filter({ hasText: 'Secrets' }).first()
  assert.match((await vault.textContent()) ?? '', /New.*Observed.*2 hops.*finding/s)

  await vault.getByRole('link').click()
  const hops = page.getByRole('list', { name: 'Hops' })
  await hops.getByText(`Any machine of the internet can send packets to ${machine} on tcp/22.`).waitFor()
  const drawing = page.getByRole('region', { name: 'Drawing' })
  const card = drawing.getByRole('button', { name: /^web, linux virtual machine, exposure: internet/ })
  await card.waitFor()
  await drawing.getByText('reaches tcp/22').waitFor()
  await shoot(page, 'infrastructure-path')
  await hops.getByRole('button').nth(1).click()
  await drawing.locator('[data-chosen]').getByText('may read').waitFor()

  await byKey(page, card)
  await saved(page, drawing)
  await tableShows(page)
  await changesAgainstMain(page)
  await nobodyElse(await another(), at, ready.projectId, analysis)
}

/**
 * A resource is chosen and left again without a mouse.
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Locator} card
 */
async function byKey(page, card) {
  await card.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: 'web' })
  await panel.getByText(machine, { exact: true }).waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'node-title')
  await panel.getByText('Never left the pipeline').click()
  await panel.getByText('admin_password').waitFor()
  const drawn = page.locator('.react-flow__node')
  const place = async () => /translate\([^)]*\)/.exec((await card.getAttribute('style')) ?? '')?.[0]
  const [before, few] = [await place(), await drawn.count()]
  await panel.getByRole('button', { name: 'Add its neighbours' }).press('Enter')
  await drawn.nth(few).waitFor()
  assert.ok(before && before === (await place()), 'what was drawn does not move')
  await panel.getByRole('button', { name: 'Close the details' }).press('Enter')
  await page.getByRole('list', { name: 'Hops' }).waitFor()
}

/**
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Locator} drawing
 */
async function saved(page, drawing) {
  const save = async (/** @type {RegExp} */ name) => {
    await drawing.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name }).click(),
    ])
    return readFile(await download.path())
  }
  assert.match((await save(/^SVG/)).toString(), /^<svg .*reaches tcp\/22.*<\/svg>$/s)
  assert.equal((await save(/^PNG/)).subarray(1, 4).toString(), 'PNG')
  const { nodes, edges } = JSON.parse((await save(/^JSON/)).toString())
  assert.ok(nodes.some((/** @type {{ address: string }} */ node) => node.address === machine))
  assert.equal(edges.filter((/** @type {{ onPath: boolean }} */ edge) => edge.onPath).length, 2)
}

/** @param {import('playwright-core').Page} page */
async function tableShows(page) {
  await page.getByText('Table', { exact: true }).click()
  const table = page.getByRole('region', { name: 'Resources' })
  await table.getByRole('row').nth(5).waitFor()
  await page.getByRole('textbox', { name: 'Search in addresses' }).fill('worker')
  await page.waitForURL(/search=worker/)
  await page.getByText('12 listed').waitFor()
  await table.getByRole('button', { name: 'worker[3]' }).first().press('Enter')
  await page.getByRole('region', { name: 'worker[3]' }).getByText('Does to others').waitFor()
  await shoot(page, 'infrastructure-table')
}

/** @param {import('playwright-core').Page} page */
async function changesAgainstMain(page) {
  await page.getByText('Changes', { exact: true }).click()
  const opened = page.getByRole('region', { name: 'New attack paths' })
  await opened.getByText('shop').first().click()
  await opened.getByRole('button', { name: 'Show the path' }).first().click()
  await page.getByRole('list', { name: 'Hops' }).waitFor()
}

/**
 * Somebody of another organisation learns nothing, by the page or by what it asks the API for.
 * @param {import('playwright-core').Page} page
 * @param {(path: string) => string} at
 * @param {string} projectId
 * @param {string} analysis
 */
async function nobodyElse(page, at, projectId, analysis) {
  let authorization = ''
  page.on('request', (request) => {
    authorization = request.headers().authorization ?? authorization
  })
  const address = at(`/projects/${projectId}/infrastructure`)
  await signIn(page, address, 'Fay Fabrikam')
  await page.getByRole('heading', { name: 'This page does not exist' }).waitFor()
  assert.ok(!(await page.content()).includes(machine))
  assert.match(authorization, /^Bearer /)
  const asked = new URL(address)
  for (const below of [
    '',
    `/${analysis}`,
    ...['paths', 'nodes', 'nodes/0', 'part?path=0', 'comparison'].map((one) => `/${analysis}/${one}`),
  ]) {
    const response = await fetch(`${asked.origin}/api${asked.pathname}${below}`, {
      headers: { authorization },
    })
    assert.equal(response.status, 404, below)
    assert.ok(!(await response.text()).includes('azurerm_'), below)
  }
}
