import assert from 'node:assert/strict'
import { accessible } from '../support/axe.mjs'
import { shoot, signIn } from '../support/browser.mjs'
import { gateSays } from '../support/gate.mjs'
import { ownProject, sendRun } from '../support/project.mjs'

/** An address of this machine is refused; the browser itself reports it. */
export const refusedAddress = 'status of 400'

const row = {
  ruleId: 'B608',
  filePath: 'shop/orders.py',
  startLine: 42,
  codeSnippet: 'db.execute("select * from orders where customer = " + name)',
  severity: 'CRITICAL',
  description: 'A query is built from what a customer sends.',
}

/**
 * A webhook is added and its key shown once; a test and a blocked run go there, where nobody is; it is paused, goes on, sends
 * again, and is removed. A digest says that mail is not set up.
 */
export async function notifications(/** @type {import('../support/scenario.mjs').Scene} */ scene) {
  const { page, at } = scene
  const name = `On call ${Date.now().toString(36)}`
  await signIn(page, at('/settings'))
  await page.getByRole('link', { name: 'Manage channels and your digest' }).click()
  await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor()
  const key = await add(page, name)
  const channel = page.getByRole('region', { name: 'Channels' }).getByRole('row').filter({ hasText: name })
  await channel.getByText('hooks.example.com').waitFor()
  await channel.getByText('Active').waitFor()
  await forgotten(page, key)

  await channel.getByRole('button', { name: `Send a test to ${name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/^Not delivered, after \d/).waitFor()
  await accessible(page, 'notifications-test')
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  const mine = await ownProject(scene)
  const pipelineRunId = `told-${Date.now().toString(36)}`
  await sendRun(mine, { pipelineRunId, rows: [row] })
  assert.equal((await gateSays(mine, pipelineRunId)).exit, 3)

  await page.goto(at('/notifications'))
  await edit(page, name, async () => {
    await dialog.getByLabel('Silent projects').check()
    await accessible(page, 'notifications-edit')
  })
  await channel.getByText('New blocking findings, silent projects').waitFor()
  await channel.getByRole('link', { name }).click()
  await page.getByRole('heading', { level: 1, name: `Deliveries to ${name}` }).waitFor()
  const delivery = await told(page)
  await delivery.getByText('Waiting').waitFor()
  await delivery.getByRole('link', { name: 'the run' }).waitFor()
  await accessible(page, 'notifications-deliveries')
  const deliveries = page.url()

  await page.goto(at('/notifications'))
  await accessible(page, 'notifications')
  await edit(page, name, () => dialog.getByLabel('Paused').check())
  await channel.getByText('Paused').waitFor()
  await page.goto(deliveries)
  await delivery.getByText('Given up').waitFor()
  await delivery.getByText('The channel was paused').waitFor()
  await shoot(page, 'notifications-given-up')
  await page.goto(at('/notifications'))
  await edit(page, name, () => dialog.getByLabel('Paused').uncheck())
  await channel.getByText('Active').waitFor()
  await page.goto(deliveries)
  await delivery.getByRole('button', { name: /^Send again/ }).click()
  await delivery.getByText('Waiting').waitFor()

  await page.goto(at('/notifications'))
  await more(page, name, 'Rotate the signing key …')
  await dialog.getByRole('button', { name: 'Rotate the key' }).click()
  const next = (await dialog.locator('[data-new-key]').textContent()) ?? ''
  assert.ok(next.startsWith('whsec_') && next !== key, 'another key is shown')
  await dialog.getByRole('button', { name: 'I have stored it' }).click()
  await dialog.waitFor({ state: 'detached' })
  await forgotten(page, next)

  await more(page, name, 'Remove …')
  await dialog.getByRole('button', { name: `Remove ${name}` }).click()
  await channel.waitFor({ state: 'detached' })
  await digest(page, at)
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @returns {Promise<string>} The key that was shown.
 */
async function add(page, name) {
  await page.getByRole('button', { name: 'Add a channel' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add channel' }).click()
  await dialog.getByText('Give the channel a name.').waitFor()
  await dialog.getByText('Give an address that begins with https://.').waitFor()
  await accessible(page, 'notifications-add-missing')
  assert.equal(await dialog.getByRole('radio', { name: 'E-mail' }).isDisabled(), true)
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Address').fill('https://127.0.0.1/hook')
  await dialog.getByRole('button', { name: 'Add channel' }).click()
  await dialog.getByText(/^Nothing can be sent to this address/).waitFor()
  await dialog.getByLabel('Address').fill('https://hooks.example.com/secureobs/on-call')
  await dialog.getByRole('button', { name: 'Add channel' }).click()
  const key = (await dialog.locator('[data-new-key]').textContent()) ?? ''
  assert.ok(key.startsWith('whsec_') && key.length > 40, 'the key is shown')
  await accessible(page, 'notifications-key')
  await dialog.getByRole('button', { name: 'I have stored it' }).click()
  await dialog.waitFor({ state: 'detached' })
  return key
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {string} item
 */
async function more(page, name, item) {
  await page.getByRole('button', { name: `More about ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await page.getByRole('dialog').waitFor()
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {() => Promise<void>} change
 */
async function edit(page, name, change) {
  await more(page, name, 'Edit or pause …')
  await change()
  await page.getByRole('dialog').getByRole('button', { name: 'Save channel' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** What happens is gathered for a while: the page is loaded again until the message is there, and was tried. */
async function told(/** @type {import('playwright-core').Page} */ page) {
  const table = page.getByRole('region', { name: 'Deliveries' })
  const delivery = table.getByRole('row').filter({ hasText: 'New blocking findings' })
  for (let round = 0; round < 20; round += 1) {
    const tried = delivery.filter({ hasNotText: 'None yet' })
    if (
      await tried.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      )
    )
      break
    await page.reload()
  }
  assert.equal(await delivery.count(), 1)
  return delivery
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} key
 */
async function forgotten(page, key) {
  assert.ok(!(await page.content()).includes(key), 'closing the dialog forgets the key')
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
  )
  assert.ok(!kept.includes(key), 'the browser keeps no key')
}

/**
 * @param {import('playwright-core').Page} page
 * @param {(path: string) => string} at
 */
async function digest(page, at) {
  await page.goto(at('/profile'))
  const mine = page.getByRole('region', { name: 'My notifications' })
  await mine.getByText(/^This installation sends no mail/).waitFor()
  for (const often of ['Daily', 'Weekly'])
    assert.equal(await mine.getByRole('radio', { name: often }).isDisabled(), true, often)
  await accessible(page, 'notifications-profile')
}
