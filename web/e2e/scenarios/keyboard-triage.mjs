import assert from 'node:assert/strict'
import { signIn } from '../support/browser.mjs'

export async function keyboardTriage(/** @type {import('../support/scenario.mjs').Scene} */ { page, at }) {
  await signIn(page, at('/findings?severity=MEDIUM&severity=LOW&severity=INFO'))
  const rows = page.locator('[data-finding-row]')
  await rows.nth(1).waitFor()
  const title = await rows.nth(1).getByRole('link').textContent()

  await pressUntil(page, '/', () => document.activeElement?.tagName === 'INPUT')
  await page.keyboard.press('Enter')
  await focused(page, '0')
  await page.keyboard.press('j')
  await focused(page, '1')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: title ?? '' }).waitFor()

  await pressUntil(page, 's', () => document.activeElement?.getAttribute('type') === 'radio')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Looked at without a mouse')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Re-open finding' }).waitFor()
  await page.getByText('False positive').first().waitFor()
  const inPanel = () => document.activeElement?.closest('section')?.getAttribute('aria-labelledby')
  assert.equal(await page.evaluate(inPanel), 'status', 'the focus stays where the change was made')

  await page.keyboard.press('Escape')
  await rows.first().waitFor()
  await page.waitForFunction(() => document.activeElement?.hasAttribute('data-finding-row'))
  await page.keyboard.press('k')
  await focused(page, '0')
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} row
 */
const focused = (page, row) =>
  page.waitForFunction(
    (expected) => document.activeElement?.getAttribute('data-finding-row') === expected,
    row,
  )

/**
 * The page listens to keys a moment after it is drawn; on a busy machine a script is faster than that.
 * @param {import('playwright-core').Page} page
 * @param {string} key
 * @param {() => boolean} done
 */
async function pressUntil(page, key, done) {
  for (let attempt = 0; attempt < 20; attempt++) {
    await page.keyboard.press(key)
    if (await page.waitForFunction(done, undefined, { timeout: 1_000 }).catch(() => null)) return
  }
  assert.fail(`the key ${key} did nothing`)
}
