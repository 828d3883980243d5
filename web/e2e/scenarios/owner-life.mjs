import assert from 'node:assert/strict'
import { accessible } from '../support/axe.mjs'
import { signIn } from '../support/browser.mjs'
import { gate } from '../support/gate.mjs'
import { birth, firstKey, firstProject, firstScan, stepsOf, textForShell } from '../support/guide.mjs'
import { narrowly } from '../support/narrowly.mjs'
import { archive, retention } from '../support/own-data.mjs'

/** @typedef {import('playwright-core').Page} Page */

/** What a page asks of an organisation that was closed meanwhile; the browser itself reports the answer. */
export const ending = ['status of 410']

/** From a new account to a closed organisation that is taken back, with all that an owner does between. */
export async function ownerLife(/** @type {import('../support/scenario.mjs').Scene} */ scene) {
  const { page, ready, another } = scene
  const name = `Whole life ${Date.now()}`
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const tenantId = await birth(page, ready, name)
  const projectId = await firstProject(page, 'shop')
  const apiKey = await firstKey(stepsOf(page)('Give its pipeline a key'))
  await firstScan(page, await textForShell(page), apiKey)
  await page.getByText('4 of 4 steps are done.').waitFor()
  const run = ((await page.getByRole('link', { name: /^Run first-/ }).textContent()) ?? '').replace(
    'Run ',
    '',
  )

  await planPage(page)
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor()
  await retention(page)
  await archive(page)

  const home = `${ready.dashboardUrl.replace(/\/$/, '')}/tenants/${tenantId}`
  const elsewhere = await another()
  await signIn(elsewhere, `${home}/findings`, 'Pat Personal')
  await elsewhere.locator('[data-finding-row]').first().waitFor()
  await deletion(page, name)
  await page.getByRole('heading', { level: 1, name: `${name} is closed` }).waitFor()
  await accessible(page, 'closed')
  await narrowly(page, 'closed')

  // Whoever has a page of it open learns it with the next question, and no pipeline goes on.
  await elsewhere.getByRole('link', { name: 'Runs' }).click()
  await elsewhere.getByRole('heading', { level: 1, name: `${name} is closed` }).waitFor()
  const place = { ...ready, tenantId, projectId, apiKey }
  assert.equal(await gate(place, run), 1)

  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.locator('[data-tile]').first().waitFor()
  await page.getByRole('link', { name: 'Findings', exact: true }).click()
  await page.locator('[data-finding-row]').first().waitFor()
  await elsewhere.reload()
  await elsewhere.locator('[data-run-row]').first().waitFor()
  assert.equal(await gate(place, run), 3)
  await page.goto(`${home}/audit`)
  for (const words of ['Deletion taken back', 'Organisation closed, to be deleted', 'Archive asked for'])
    await page.getByRole('region', { name: 'Audit trail' }).getByText(words).first().waitFor()
  await endOfProject(page, `${home}/projects/${projectId}/settings`)
}

/** @param {Page} page */
async function planPage(page) {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'See the plan and what is used' }).click()
  await page.getByRole('heading', { level: 1, name: 'Plan' }).waitFor()
  await page.locator('[data-usage=projects]').getByText('1, no limit').waitFor()
  assert.ok(!/stripe/i.test(await page.content()), 'who sells nothing names no seller')
  await accessible(page, 'plan')
  await narrowly(page, 'plan')
}

/**
 * @param {Page} page
 * @param {string} name
 */
async function deletion(page, name) {
  const section = page.getByRole('region', { name: 'Deletion' })
  await section.getByRole('button', { name: 'Close and delete this organisation …' }).click()
  const dialog = page.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: `Close and delete ${name}` })
  await dialog.getByLabel('Name').fill(name.toLowerCase())
  await confirm.click()
  await dialog.getByText('That is not its name, to the letter.').waitFor()
  await accessible(page, 'data-deletion')
  await narrowly(page, 'data-deletion')
  await dialog.getByLabel('Name').fill(name)
  await confirm.click()
}

/**
 * @param {Page} page
 * @param {string} settings
 */
async function endOfProject(page, settings) {
  await page.goto(settings)
  await page.getByRole('button', { name: 'Archive this project' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive shop' }).click()
  await page.getByRole('button', { name: 'Delete shop for ever' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('shop')
  await accessible(page, 'project-deletion')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete shop for ever' }).click()
  await page.getByRole('heading', { name: 'No project is archived' }).waitFor()
}
