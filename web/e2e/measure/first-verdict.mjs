import assert from 'node:assert/strict'
import path from 'node:path'
import { secureobs } from '../support/command.mjs'
import { repository } from '../support/host.mjs'
import { Hands } from './hands.mjs'

/** From an account that is in no organisation to the first verdict of the gate, with the real command. */
export async function firstVerdict(/** @type {import('../support/scenario.mjs').Scene} */ { page, ready }) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const dialog = page.getByRole('dialog')
  const hands = new Hands()
  await page.goto(ready.dashboardUrl)
  await hands.click(page.getByRole('button', { name: 'Sign in with Microsoft' }))
  await hands.click(page.getByRole('button', { name: 'Pat Personal' }))
  const fresh = page.getByRole('heading', { name: 'You are in no organisation yet' })
  const switcher = page
    .getByRole('button', { name: /^Organisation / })
    .or(page.getByRole('button', { name: 'Create an organisation' }))
  await fresh.or(switcher).first().waitFor()
  if (await fresh.isVisible()) await hands.click(page.getByLabel('Name'))
  else await again(page, switcher)
  await hands.type(page, 'Acme')
  await hands.press(page, 'Enter')
  await hands.click(page.getByRole('button', { name: 'Create the first project' }))
  await dialog.getByLabel('Name').waitFor()
  await hands.type(page, 'shop')
  await hands.press(page, 'Enter')
  await hands.click(page.getByRole('link', { name: 'Create an API key' }))
  await hands.click(page.getByRole('button', { name: 'Create API key' }))
  await dialog.getByLabel('Name').waitFor()
  await hands.type(page, 'CI')
  await hands.press(page, 'Enter')
  const pasted = async () => page.evaluate(() => navigator.clipboard.readText())
  await hands.copy(dialog.getByRole('button', { name: 'Copy key' }))
  const key = await pasted()
  await hands.copy(dialog.getByRole('button', { name: 'Copy: Commands for the pipeline' }))
  const commands = await pasted()

  const verdict = await pipeline({ ...ready, apiKey: key }, commands)
  const link = /^See (\S+)$/m.exec(verdict)?.[1] ?? assert.fail(verdict)
  await page.goto(link)
  hands.clicks += 1
  await page.getByRole('heading', { level: 1, name: /^(Blocked|Passed|Incomplete)/ }).waitFor()
  hands.arrive()
  assert.equal(hands.copies, 2)
  return {
    journey: 'Empty tenant → first verdict of the gate, with the real command',
    target: '≤ 5 min; 2 copies',
    ours: `${(hands.seconds / 60).toFixed(1)} min; ${hands.copies} copies; ${hands.clicks} clicks`,
  }
}

/**
 * On a host where this was measured before, the person is in an organisation already.
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Locator} switcher
 */
async function again(page, switcher) {
  await switcher.first().click()
  const item = page.getByRole('menuitem', { name: 'Create an organisation' })
  const name = page.getByRole('dialog').getByLabel('Name')
  await item.or(name).first().waitFor()
  if (await item.isVisible()) await item.click()
  await name.click()
}

/**
 * The commands as they were copied, run as a pipeline does; answers what the gate said.
 * @param {import('../support/host.mjs').Ready} ready
 * @param {string} commands
 */
async function pipeline(ready, commands) {
  const pipelineRunId = `first-${Date.now()}`
  const each = commands
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.startsWith('secureobs '))
  assert.equal(each.length, 2, commands)
  let said = ''
  for (const line of each) {
    const words = line.trim().split(/\s+/).slice(1)
    const options = words.map((word) => (word === '"$PIPELINE_RUN_ID"' ? pipelineRunId : word))
    const at = options.indexOf('.')
    if (at > 0) options[at] = path.join(repository, 'samples/vulnerable-shop')
    said = (await secureobs(options, ready)).said
  }
  return said
}
