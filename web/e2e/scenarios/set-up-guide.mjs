import assert from 'node:assert/strict'
import path from 'node:path'
import { accessible } from '../support/axe.mjs'
import { drawn, shoot, signIn } from '../support/browser.mjs'
import { pasted } from '../support/command.mjs'
import { repository } from '../support/host.mjs'
import { sideways } from '../support/naughty.mjs'

/** @typedef {import('playwright-core').Page} Page */

/** From an account that is nowhere to a first run, with the guide alone: it turns green by itself. */
export async function setUpGuide(/** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at }) {
  const name = `Trial ${Date.now()}`
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await birth(page, ready, name)
  await page.getByRole('button', { name: `Organisation ${name}, owner. Switch` }).waitFor()
  const tenantId = new URL(page.url()).pathname.split('/')[2] ?? ''
  assert.notEqual(tenantId, ready.tenantId)

  const step = (/** @type {string} */ title) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name: title }) })
  await step('Create a project').getByText('To do').waitFor()
  assert.equal(await page.getByText('Later', { exact: true }).count(), 3)
  await accessible(page, 'set-up-empty')
  await page.getByLabel('Name').fill('shop')
  await page.keyboard.press('Enter')
  const keyStep = step('Give its pipeline a key')
  await keyStep.getByText('To do').waitFor()
  const projectId = new URL(page.url()).searchParams.get('projectId') ?? ''
  assert.match(projectId, /^[\da-f-]{36}$/)
  assert.equal(await focused(page), 'Give its pipeline a key')

  await page.getByText('1 of 4 steps are done.').waitFor()

  const key = await keyShownOnce(page, keyStep)
  await step('Wait for the first run').getByText('Waiting', { exact: true }).waitFor()
  await everyText(page, { ...ready, tenantId, projectId, apiKey: key })

  await page.getByRole('tab', { name: 'Plain shell' }).click()
  await page.waitForURL(/pipeline=shell/)
  await page.getByRole('button', { name: 'Copy: Text for Plain shell' }).click()
  const text = await page.evaluate(() => navigator.clipboard.readText())
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
  const directory = path.join(repository, 'samples/vulnerable-shop')
  const { exit, said } = await pasted(text, { apiKey: key, directory })
  assert.equal(exit, 3, said)
  await page.getByRole('status').getByText('The first run arrived.').waitFor()
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
 * The first page of somebody new, with both of its ways. On a host where this was walked before, the switcher leads on.
 * @param {Page} page
 * @param {import('../support/host.mjs').Ready} ready
 * @param {string} name
 */
async function birth(page, ready, name) {
  await signIn(page, ready.dashboardUrl, 'Pat Personal', '**')
  const fresh = page.getByRole('heading', { name: 'You are in no organisation yet' })
  const create = page.getByRole('button', { name: 'Create an organisation' })
  const switcher = page.getByRole('button', { name: /^Organisation / })
  await fresh.or(switcher).or(create).first().waitFor()
  if (await fresh.isVisible()) {
    const link = page.getByLabel('Link of the invitation')
    await link.fill('https://other.example/invite#sobi_1a_b')
    await page.getByRole('button', { name: 'Open the invitation' }).click()
    await page.getByText('This link belongs to other.example. Open it there.').waitFor()
    await accessible(page, 'birth')
    await narrowly(page, 'birth')
    await page.getByLabel('Name').fill(name)
    await page.getByRole('button', { name: 'Create organisation' }).click()
  } else {
    if (await switcher.isVisible()) await switcher.click()
    await create.or(page.getByRole('menuitem', { name: 'Create an organisation' })).click()
    await page.getByRole('dialog').getByLabel('Name').fill(name)
    await page.getByRole('dialog').getByRole('button', { name: 'Create organisation' }).click()
  }
  await page.waitForURL(/\/set-up$/)
}

/**
 * @param {Page} page
 * @param {import('playwright-core').Locator} step
 */
async function keyShownOnce(page, step) {
  await step.getByRole('combobox', { name: 'Expires after' }).click()
  await page.getByRole('option', { name: '30 days' }).click()
  assert.equal(await step.getByLabel('Name of the key').inputValue(), 'Pipeline of shop')
  await step.getByRole('button', { name: 'Create key' }).click()
  const key = (await step.locator('[data-new-key]').textContent()) ?? ''
  assert.ok(key.length > 20, 'the key is shown')
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

/**
 * On a phone nothing scrolls sideways.
 * @param {Page} page
 * @param {string} name
 */
async function narrowly(page, name) {
  await page.setViewportSize({ width: 375, height: 812 })
  await page.evaluate(drawn)
  const wide = await page.evaluate(sideways)
  await shoot(page, `${name}-phone`)
  await page.setViewportSize({ width: 1280, height: 800 })
  assert.deepEqual(wide, [], `${name} on a phone`)
}
