import assert from 'node:assert/strict'
import { shoot, signIn } from '../support/browser.mjs'

export async function apiKeyLife(/** @type {import('../support/scenario.mjs').Scene} */ { page, at }) {
  const name = `Trial ${Date.now()}`
  await signIn(page, at('/api-keys'))
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('May export findings').check()
  await shoot(page, 'api-key-dialog')
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const key = (await dialog.locator('[data-new-key]').textContent()) ?? ''
  assert.ok(key.length > 20, 'the key is shown')
  await shoot(page, 'api-key-shown')
  await dialog.getByRole('button', { name: 'I have stored it' }).click()
  await dialog.waitFor({ state: 'hidden' })

  assert.ok(!(await page.content()).includes(key), 'closing the dialog forgets the key')
  await page.reload()
  const row = page.getByRole('row').filter({ hasText: name })
  await row.getByText('May export').waitFor()
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
  )
  assert.ok(!kept.includes(key), 'the browser keeps no key')
  assert.ok(!(await page.content()).includes(key), 'a reload shows no key')
  const prefix = ((await row.locator('code').textContent()) ?? '').replace('…', '')
  assert.ok(prefix.length >= 4 && key.startsWith(prefix), `${prefix} is the beginning of the key`)

  await row.getByRole('button', { name: `Revoke ${name}` }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Revoke ${name}` })
    .click()
  await row.getByText('Revoked').waitFor()
  assert.equal(await row.getByRole('button').count(), 0)
}
