import assert from 'node:assert/strict'
import { signIn } from '../support/browser.mjs'

export async function keyboardTriage(/** @type {import('../dashboard.test.mjs').Scene} */ { page, at }) {
  await signIn(page, at('/findings?severity=MEDIUM&severity=LOW&severity=INFO'))
  const rows = page.locator('[data-finding-row]')
  await rows.nth(1).waitFor()
  const title = await rows.nth(1).getByRole('link').textContent()

  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT')
  await page.keyboard.press('Enter')
  await focused(page, '0')
  await page.keyboard.press('j')
  await focused(page, '1')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: title ?? '' }).waitFor()

  await page.keyboard.press('s')
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
