import assert from 'node:assert/strict'
import { shoot, signIn } from '../support/browser.mjs'
import { sendPlans } from './infrastructure.mjs'

/** Refused on purpose, to see what a failed save leaves; the browser itself reports it. */
export const refusedChange = '/status'

/**
 * A failed save loses nothing and shows the finding as it was, a change is reverted from the history, severity and links
 * say what they are, and a finding and its resource lead to each other.
 */
export async function findingPage(
  /** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at },
) {
  await sendPlans(ready)
  await signIn(page, at(`/findings?projectId=${ready.projectId}&text=CKV_AZURE_50`))
  await page.locator('[data-finding-row] a').first().click()
  await page.getByRole('heading', { name: 'History' }).waitFor()

  await failedSave(page)
  await page.getByRole('button', { name: 'Suppress finding' }).click()
  await page.getByRole('button', { name: 'Re-open finding' }).waitFor()
  await page.getByRole('button', { name: 'Revert to open' }).click()
  await page.getByRole('button', { name: 'Revert to risk accepted' }).waitFor()
  await page.getByRole('button', { name: 'Suppress finding' }).waitFor()

  await page.getByRole('button', { name: 'Link an issue' }).click()
  await page.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)')
  await page.getByRole('button', { name: 'Add link' }).click()
  await page.getByText('An address that begins with https:// is needed.').waitFor()
  await shoot(page, 'finding-page')

  await page.getByRole('link', { name: 'Show it with what reaches it' }).first().click()
  const panel = page.getByRole('region', { name: 'web' })
  await panel.getByRole('link', { name: /open finding/ }).click()
  await page.waitForURL(/resource=azurerm_linux_virtual_machine\.web/)
  await page.locator('[data-finding-row] a').first().waitFor()
}

/** @param {import('playwright-core').Page} page */
async function failedSave(page) {
  const refuse = (/** @type {import('playwright-core').Route} */ route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"title":"It failed."}' })
  await page.route('**/status', refuse)
  await page.getByRole('radio', { name: 'Risk accepted' }).check()
  await page.getByLabel('Reason').fill('Kept whatever happens')
  await page.getByRole('button', { name: 'Suppress finding' }).click()
  await page.getByText('The status was not changed.').waitFor()
  assert.equal(await page.getByLabel('Reason').inputValue(), 'Kept whatever happens')
  assert.ok(await page.getByRole('radio', { name: 'Risk accepted' }).isChecked())
  await page.unroute('**/status', refuse)
}
