import assert from 'node:assert/strict'
import { signIn } from '../support/browser.mjs'

export async function readOnlyForMembers(
  /** @type {import('../dashboard.test.mjs').Scene} */ { page, ready, at },
) {
  await signIn(page, at(`/projects/${ready.projectId}/settings`), 'Mia Member')
  await page.getByText('You can see these settings.').waitFor()
  await page.getByRole('switch').first().waitFor()
  assert.equal(await page.getByRole('button', { name: /^Save/ }).count(), 0)
  assert.equal(await page.getByRole('switch').first().isDisabled(), true)

  await page.getByRole('link', { name: 'API keys' }).click()
  await page.getByRole('heading', { name: 'You may not see API keys' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Create API key' }).count(), 0)
}
