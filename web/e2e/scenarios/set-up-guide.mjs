import assert from 'node:assert/strict'
import { accessible } from '../support/axe.mjs'
import { shoot } from '../support/browser.mjs'
import { birth, firstKey, firstProject, firstScan, stepsOf, textForShell } from '../support/guide.mjs'
import { narrowly } from '../support/narrowly.mjs'

/** @typedef {import('playwright-core').Page} Page */

/** From an account that is nowhere to a first run, with the guide alone: it turns green by itself. */
export async function setUpGuide(/** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at }) {
  const name = `Trial ${Date.now()}`
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const tenantId = await birth(page, ready, name, refusedLink)
  assert.notEqual(tenantId, ready.tenantId)

  const step = stepsOf(page)
  await step('Create a project').getByText('To do').waitFor()
  assert.equal(await page.getByText('Later', { exact: true }).count(), 3)
  await accessible(page, 'set-up-empty')
  const projectId = await firstProject(page, 'shop')
  const keyStep = step('Give its pipeline a key')
  assert.equal(await focused(page), 'Give its pipeline a key')

  await page.getByText('1 of 4 steps are done.').waitFor()

  const key = await keyShownOnce(page, keyStep)
  await step('Wait for the first run').getByText('Waiting', { exact: true }).waitFor()
  await everyText(page, { ...ready, tenantId, projectId, apiKey: key })

  const text = await textForShell(page)
  await page.reload()
  await step('Choose a project').getByText('Done').waitFor()
  await keyStep.getByText('Done').waitFor()
  assert.ok(!(await page.content()).includes(key), 'a reload shows no key')
  await page.getByRole('status').getByText('Waiting for the first run of shop').waitFor()
  await page.getByText(/^For \d+ seconds?\./).waitFor()
  await accessible(page, 'set-up-waiting')
  await narrowly(page, 'set-up-waiting')

  // Nothing is loaded again from here on.
  await page.evaluate(() => Reflect.set(window, 'samePage', true))
  await firstScan(page, text, key)
  await step('Wait for the first run').getByText('Blocked', { exact: true }).waitFor()
  for (const title of ['Choose a project', 'Paste this into the pipeline', 'Wait for the first run'])
    await step(title).getByText('Done').waitFor()
  await page.getByRole('heading', { name: 'What to do next' }).waitFor()
  await page.getByText('4 of 4 steps are done.').waitFor()
  await keyStep.getByText('last used').waitFor()
  assert.equal(await page.evaluate(() => Reflect.get(window, 'samePage')), true)
  await stopsAsking(page, projectId)
  await accessible(page, 'set-up-arrived')

  await page.getByRole('link', { name: 'Its findings' }).click()
  await page.locator('[data-finding-row]').first().waitFor()
  await page.goBack()
  await page.getByRole('link', { name: /^Run first-\d+$/ }).click()
  await page.getByRole('heading', { level: 1, name: /^Blocked: / }).waitFor()

  await page.goto(at('').replace(ready.tenantId, tenantId))
  await page.locator('[data-tile]').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: /^Go to a page/ }).fill('set-up')
  await page.getByText('Set-up guide').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Set-up guide' }).waitFor()
}

/**
 * The first page of somebody new, which takes only a link of this installation.
 * @param {Page} page
 */
async function refusedLink(page) {
  await page.getByLabel('Link of the invitation').fill('https://other.example/invite#sobi_1a_b')
  await page.getByRole('button', { name: 'Open the invitation' }).click()
  await page.getByText('This link belongs to other.example. Open it there.').waitFor()
  await accessible(page, 'birth')
  await narrowly(page, 'birth')
}

/**
 * @param {Page} page
 * @param {import('playwright-core').Locator} step
 */
async function keyShownOnce(page, step) {
  await step.getByRole('combobox', { name: 'Expires after' }).click()
  await page.getByRole('option', { name: '30 days' }).click()
  assert.equal(await step.getByLabel('Name of the key').inputValue(), 'Pipeline of shop')
  const key = await firstKey(step)
  assert.equal(await focused(page), 'Copy key')
  await step.getByText('Done').waitFor()
  await accessible(page, 'set-up-key')
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, history.state]),
  )
  assert.ok(!kept.includes(key), 'the browser keeps no key')
  await step.getByRole('button', { name: 'I have stored it' }).click()
  await step.getByText('Pipeline of shop').waitFor()
  assert.ok(!(await page.content()).includes(key), 'what was stored is shown no more')
  assert.equal(await focused(page), 'Paste this into the pipeline')
  return key
}

/**
 * Each pipeline's text names this place and its secret, and never the key.
 * @param {Page} page
 * @param {import('../support/host.mjs').Ready} place
 */
async function everyText(page, { apiUrl, tenantId, projectId, apiKey }) {
  const tabs = page.getByRole('tab')
  assert.equal(await tabs.count(), 5)
  for (const tab of await tabs.all()) {
    await tab.click()
    const name = (await tab.textContent()) ?? ''
    const text = (await page.getByRole('region', { name: `Text for ${name}` }).textContent()) ?? ''
    for (const part of [apiUrl.replace(/\/$/, ''), tenantId, projectId, 'SECUREOBS_API_KEY'])
      assert.ok(text.includes(part), `${name} has ${part}: ${text}`)
    assert.ok(!text.includes(apiKey), name)
    await shoot(page, `set-up-text-${name}`)
  }
}

/**
 * @param {Page} page
 * @param {string} projectId
 */
async function stopsAsking(page, projectId) {
  let asked = 0
  const count = (/** @type {import('playwright-core').Request} */ request) => {
    if (request.url().includes(`${projectId}/runs`)) asked += 1
  }
  page.on('request', count)
  await page.waitForTimeout(4000)
  page.off('request', count)
  assert.equal(asked, 0, 'a page that is done asks no more')
}

/** @param {Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.textContent ?? '')
