import assert from 'node:assert/strict'
import { shoot, signIn } from '../support/browser.mjs'

/** Provoked: the browser itself reports a request without a connection, and a refused one. */
export const interruptions = ['ERR_INTERNET_DISCONNECTED', 'status of 401', 'status of 400']

/** @typedef {import('playwright-core').Page} Page */

/** What somebody types outlives a lost connection and a sign-in that has run out. */
export async function offline(/** @type {import('../support/scenario.mjs').Scene} */ { page, at }) {
  await signIn(page, at('/findings?status=all'))
  await page.locator('[data-finding-row]').first().getByRole('link').click()
  await page.getByRole('heading', { name: 'Comments' }).waitFor()
  await withoutConnection(page, `Typed on a train ${Date.now()}`)
  await withoutSession(page, `Typed over lunch ${Date.now()}`)
}

/**
 * @param {Page} page
 * @param {string} text
 */
async function withoutConnection(page, text) {
  const comment = page.getByLabel('Your comment')
  const notice = page.getByText(/^You are offline\./)
  await comment.fill(text)
  await page.context().setOffline(true)
  await notice.waitFor()
  await page.getByRole('button', { name: 'Add comment' }).click()
  await page.getByRole('alert').getByText('The comment was not added.').waitFor()
  assert.equal(await comment.inputValue(), text)
  await shoot(page, 'offline')

  await page.context().setOffline(false)
  await notice.waitFor({ state: 'detached' })
  assert.equal(await comment.inputValue(), text)
  await page.getByRole('button', { name: 'Add comment' }).click()
  await page.getByRole('listitem').filter({ hasText: text }).waitFor()
  assert.equal(await comment.inputValue(), '')
}

/**
 * The tokens are gone, as after a night: the person signs in beside the page and sends what was typed.
 * @param {Page} page
 * @param {string} text
 */
async function withoutSession(page, text) {
  const comment = page.getByLabel('Your comment')
  await comment.fill(text)
  await page.evaluate(() => {
    for (const key of Object.keys(sessionStorage))
      if (/accesstoken|refreshtoken/i.test(key)) sessionStorage.removeItem(key)
  })
  await page.context().clearCookies() // the sign-in page does not know them either
  await page.getByRole('button', { name: 'Add comment' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'The comment was not added.' })
  await alert.getByText(/what you typed stays here/).waitFor()
  await shoot(page, 'signed-out-while-typing')
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    alert.getByRole('button', { name: 'Sign in again' }).click(),
  ])
  await popup.getByRole('button', { name: 'Ada Admin' }).click()
  await alert.getByText('Done. Now try again what failed.').waitFor()
  assert.equal(await comment.inputValue(), text)
  await page.getByRole('button', { name: 'Add comment' }).click()
  await page.getByRole('listitem').filter({ hasText: text }).waitFor()
}
