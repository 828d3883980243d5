import assert from 'node:assert/strict'
import { shoot, signIn } from '../support/browser.mjs'

/** A list is narrowed, looked at, changed as a whole and back again, kept as a view, and saved as a file. */
export async function manyAtOnce(/** @type {import('../support/scenario.mjs').Scene} */ { page, at }) {
  await signIn(page, at('/findings'))
  const rows = page.locator('[data-finding-row]')
  await rows.first().waitFor()
  await page.getByRole('button', { name: 'Only Medium' }).click()
  await page.waitForURL(/severity=MEDIUM/)
  await page.getByRole('button', { name: /severity medium/ }).waitFor()
  const all = await countOf(page)

  await rows.first().focus()
  await page.keyboard.press('Space')
  await page.getByRole('complementary', { name: 'Finding in short' }).getByRole('heading').waitFor()
  assert.match(page.url(), /peek=/)
  await shoot(page, 'peek')
  await page.keyboard.press('Escape')
  await page.waitForURL((url) => !url.searchParams.has('peek'))

  await page.keyboard.press('x')
  const selected = page.getByRole('toolbar', { name: 'What is selected' })
  await selected.getByText('1 selected').waitFor()
  await selected.getByRole('button', { name: /Select all .* matching/ }).click()
  await selected.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('menuitem', { name: 'Take into review' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/match/).waitFor()
  await shoot(page, 'many-before')
  await dialog.getByRole('button', { name: /Take .* into review/ }).click()
  await page.getByText(/taken into review/).waitFor()
  await page
    .getByRole('row', { name: /In review/ })
    .first()
    .waitFor()
  await shoot(page, 'many-after')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back').waitFor()
  await page
    .getByRole('row', { name: /In review/ })
    .first()
    .waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Select nothing' }).click()

  const name = `Medium ones ${Date.now()}`
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save as a new view' }).click()
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await page.waitForURL(/view=/)
  await page.goto(at('/findings'))
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name }).click()
  await page.waitForURL(/severity=MEDIUM/)
  assert.equal(await countOf(page), all, 'the view shows as many as the filters it was made of')

  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByText(`${all.toLocaleString('en-US')} findings, as`).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV' }).click(),
  ])
  assert.match(download.suggestedFilename(), /\.csv$/)
}

/**
 * What the heading says, once it was counted.
 * @param {import('playwright-core').Page} page
 */
async function countOf(page) {
  const heading = page.locator('header [role=status]')
  await page.waitForFunction(() =>
    /\d/.test(document.querySelector('header [role=status]')?.textContent ?? ''),
  )
  return Number((await heading.textContent())?.replace(/,/g, '').match(/\d+/)?.[0])
}
