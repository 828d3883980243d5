import assert from 'node:assert/strict'
import path from 'node:path'
import { pasted } from '../support/command.mjs'
import { repository } from '../support/host.mjs'
import { Hands } from './hands.mjs'

/** From an account that is in no organisation to the first verdict of the gate, with the real command. */
export async function firstVerdict(/** @type {import('../support/scenario.mjs').Scene} */ { page, ready }) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
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
  await page.getByRole('heading', { level: 1, name: 'Set-up guide' }).waitFor()
  await hands.click(page.getByLabel('Name'))
  await hands.type(page, 'shop')
  await hands.press(page, 'Enter')
  await hands.click(page.getByRole('button', { name: 'Create key' }))
  const copied = async () => page.evaluate(() => navigator.clipboard.readText())
  await hands.copy(page.getByRole('button', { name: 'Copy key' }))
  const apiKey = await copied()
  await hands.click(page.getByRole('tab', { name: 'Plain shell' }))
  await hands.copy(page.getByRole('button', { name: 'Copy: Text for Plain shell' }))
  const text = await copied()

  const { said } = await pasted(text, { apiKey, directory: path.join(repository, 'samples/vulnerable-shop') })
  await hands.click(page.getByRole('link', { name: /^Run first-/ }))
  await page.getByRole('heading', { level: 1, name: /^(Blocked|Passed|Incomplete)/ }).waitFor()
  hands.arrive()
  assert.match(said, /^See \S+$/m)
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
