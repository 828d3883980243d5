import assert from 'node:assert/strict'
import path from 'node:path'
import { signIn } from './browser.mjs'
import { pasted } from './command.mjs'
import { repository } from './host.mjs'

/** @typedef {import('playwright-core').Page} Page */

/**
 * From somebody new to the guide of an organisation of their own; answers its id. On a host where this was walked before, the
 * switcher leads on, or the chooser.
 * @param {Page} page
 * @param {import('./host.mjs').Ready} ready
 * @param {string} name
 * @param {(page: Page) => Promise<void>} [fresh] What is looked at on the first page of somebody new.
 */
export async function birth(page, ready, name, fresh = async () => {}) {
  await signIn(page, ready.dashboardUrl, 'Pat Personal', '**')
  const nowhere = page.getByRole('heading', { name: 'You are in no organisation yet' })
  const create = page.getByRole('button', { name: 'Create an organisation' })
  const switcher = page.getByRole('button', { name: /^Organisation / })
  await nowhere.or(switcher).or(create).first().waitFor()
  if (await nowhere.isVisible()) {
    await fresh(page)
    await page.getByLabel('Name').fill(name)
    await page.getByRole('button', { name: 'Create organisation' }).click()
  } else {
    if (await switcher.isVisible()) await switcher.click()
    await create.or(page.getByRole('menuitem', { name: 'Create an organisation' })).click()
    await page.getByRole('dialog').getByLabel('Name').fill(name)
    await page.getByRole('dialog').getByRole('button', { name: 'Create organisation' }).click()
  }
  await page.waitForURL(/\/set-up$/)
  await page.getByRole('button', { name: `Organisation ${name}, owner. Switch` }).waitFor()
  return new URL(page.url()).pathname.split('/')[2] ?? ''
}

/**
 * The steps of the guide, by their titles.
 * @param {Page} page
 */
export const stepsOf = (page) => (/** @type {string} */ title) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name: title }) })

/**
 * The first step; answers the id of the project.
 * @param {Page} page
 * @param {string} name
 */
export async function firstProject(page, name) {
  await page.getByLabel('Name').fill(name)
  await page.keyboard.press('Enter')
  await stepsOf(page)('Give its pipeline a key').getByText('To do').waitFor()
  const projectId = new URL(page.url()).searchParams.get('projectId') ?? ''
  assert.match(projectId, /^[\da-f-]{36}$/)
  return projectId
}

/**
 * The second step; answers the key.
 * @param {import('playwright-core').Locator} step
 */
export async function firstKey(step) {
  await step.getByRole('button', { name: 'Create key' }).click()
  const key = (await step.locator('[data-new-key]').textContent()) ?? ''
  assert.ok(key.length > 20, 'the key is shown')
  return key
}

/**
 * The third step: what is copied for a plain shell.
 * @param {Page} page Which may read the clipboard.
 */
export async function textForShell(page) {
  await page.getByRole('tab', { name: 'Plain shell' }).click()
  await page.waitForURL(/pipeline=shell/)
  await page.getByRole('button', { name: 'Copy: Text for Plain shell' }).click()
  return page.evaluate(() => navigator.clipboard.readText())
}

/**
 * The last step: what was copied, with the real command on the sample; its gate blocks, and the guide sees it by itself.
 * @param {Page} page
 * @param {string} text
 * @param {string} apiKey
 */
export async function firstScan(page, text, apiKey) {
  const directory = path.join(repository, 'samples/vulnerable-shop')
  const { exit, said } = await pasted(text, { apiKey, directory })
  assert.equal(exit, 3, said)
  await page.getByRole('status').getByText('The first run arrived.').waitFor()
}
