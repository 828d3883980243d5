import assert from 'node:assert/strict'
import { signIn } from '../support/browser.mjs'

/** @typedef {import('playwright-core').Page} Page */

/** Every number of the overview is that of the list that it leads to. */
export async function overview(/** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at }) {
  await signIn(page, at('/projects'))
  await page.getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(`Never scanned ${Date.now()}`)
  await page.getByRole('dialog').getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.goto(at(''))
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  await page.locator('[data-tile]').first().waitFor()
  await page.getByRole('figure', { name: 'New against resolved' }).getByRole('link').first().waitFor()
  const tiles = await linksOf(page, '[data-tile]')
  assert.equal(tiles.length, 6)
  const figure = (/** @type {string} */ name) => `figure:has(h2:text-is("${name}")) a[title]`
  const bars = await linksOf(page, figure('New against resolved'))
  const projects = await linksOf(page, figure('Riskiest projects'))
  const coverage = await linksOf(page, figure('Scanner coverage'))
  assert.ok(bars.length > 0 && projects.length > 0, 'something was found, in some project')

  for (const { href, title } of [...tiles, ...bars, ...projects, ...coverage]) {
    await page.goto(new URL(href, ready.dashboardUrl).href)
    assert.equal(await counted(page), told(title), `${title}: ${href}`)
  }

  await page.goto(at('?days=30'))
  const chart = page.getByRole('figure', { name: 'Open findings' })
  await chart.getByRole('button', { name: 'Show as table' }).click()
  assert.equal(await chart.getByRole('row').count(), 31, 'a row for each day and one of headings')
  await page.getByText('365 days').click()
  await page.waitForURL(at('?days=365'))
}

/** "14 blocked runs in the last 7 days" as 14, "Shop: 4 critical and 3 high" as 7. */
function told(/** @type {string} */ title) {
  const colon = title.indexOf(': ')
  if (colon < 0) return Number(/^[\d,]+/.exec(title)?.[0].replace(/,/g, ''))
  const numbers = title.slice(colon + 2).match(/\d[\d,]*/g) ?? []
  return numbers.reduce((sum, one) => sum + Number(one.replace(/,/g, '')), 0)
}

/** What the heading of a list counts; without a number there is nothing in it. */
async function counted(/** @type {Page} */ page) {
  const heading = page.locator('header').filter({ has: page.getByRole('heading', { level: 1 }) })
  await heading.waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('[role=status][aria-busy=true]'))
  const words = (await heading.innerText()).split('\n').slice(1).join(' ')
  const number = /^(?:The (?:first|newest) )?(\d[\d,]*)/.exec(words.trim())?.[1]
  if (number) return Number(number.replace(/,/g, ''))
  return page.locator('table[aria-label="Suppressions"] tbody tr').count()
}

/** @returns {Promise<{ href: string, title: string }[]>} */
const linksOf = (/** @type {Page} */ page, /** @type {string} */ selector) =>
  page.locator(selector).evaluateAll((links) =>
    links.map((link) => ({
      href: link.getAttribute('href') ?? '',
      title: link.getAttribute('title') ?? '',
    })),
  )
