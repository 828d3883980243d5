import { apiOf, realIds } from '../support/api.mjs'
import { accessible } from '../support/axe.mjs'
import { signIn } from '../support/browser.mjs'
import { addressOf, places } from '../support/pages.mjs'

/** Requests are refused on purpose, which the browser itself reports. */
export const refused = ['status of 400']

const refusal = {
  status: 400,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    title: 'Bad Request',
    status: 400,
    detail: 'Refused by the test.',
    traceId: '00-4bf9-01',
  }),
}

/** What opens over a page, what a page says of a failure, and the pages that the first scenario leaves out. */
export async function accessibleStates(
  /** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at },
) {
  const check = (/** @type {string} */ name) => accessible(page, name)
  const api = apiOf(page, ready)
  await signIn(page, at('/profile'), 'Olu Owner')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await check('profile')
  const ids = await realIds(api, ready)
  await page.goto(at(`/projects/${ready.projectId}/suppressions`))
  await page.getByRole('radiogroup', { name: 'State of suppressions' }).waitFor()
  await check('project-suppressions')

  await overTheList(page, at, check)

  await page.goto(at('/findings'))
  await page.setViewportSize({ width: 375, height: 812 })
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('dialog').waitFor()
  await check('filters-drawer-phone')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Navigation', exact: true }).click()
  await page.getByRole('link', { name: 'Runs' }).waitFor()
  await check('navigation-phone')
  await page.setViewportSize({ width: 1280, height: 800 })

  // Everything but who one is fails.
  await page.route('**/api/tenants/*/**', (route) => route.fulfill(refusal))
  const base = ready.dashboardUrl.replace(/\/$/, '')
  for (const { name, route } of failing) {
    await page.goto(base + addressOf(route, ids))
    await page.getByRole('alert').first().waitFor()
    await check(`${name}-failed`)
  }
  await page.unrouteAll({ behavior: 'wait' })
}

/** Every page asks for something. */
const failing = places.filter(({ search }) => !search)

/**
 * @param {import('playwright-core').Page} page
 * @param {(path: string) => string} at
 * @param {(name: string) => Promise<void>} check
 */
async function overTheList(page, at, check) {
  const closed = async () => {
    await page.keyboard.press('Escape')
    await page.locator('[role=menu], [role=dialog]').first().waitFor({ state: 'detached' })
  }
  await page.goto(at('/findings?status=all'))
  await page.locator('[data-finding-row]').first().waitFor()
  await page.locator('[data-finding-row]').first().focus()
  await page.keyboard.press('Space')
  await page.getByRole('complementary', { name: 'Finding in short' }).getByText('Rule').first().waitFor()
  await check('finding-drawer')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem').first().waitFor()
  await check('views-menu')
  await page.getByRole('menuitem', { name: 'Save as a new view …' }).click()
  await page.getByRole('dialog').getByLabel('Name').waitFor()
  await check('view-dialog')
  await closed()
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem').first().waitFor()
  await check('export-menu')
  await closed()

  await page.getByRole('checkbox', { name: 'Select the loaded findings' }).check()
  await page.getByRole('toolbar', { name: 'What is selected' }).waitFor()
  await check('selection')
  await page.getByRole('button', { name: 'Suppress …' }).click()
  await page.getByRole('dialog').getByRole('radio', { name: 'Won’t fix' }).check()
  await page
    .getByRole('dialog')
    .getByText(/ match: /)
    .waitFor()
  await check('bulk-dialog')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Suppress/ })
    .click()
  await page.getByText('Say why.').waitFor()
  await check('bulk-dialog-missing')
  await closed()

  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: /^Go to a page/ }).fill('o')
  await check('palette')
  await closed()
  await page.goto(at('/findings?group=rule&status=all'))
  await page.locator('table[aria-label=Findings] tbody tr').first().waitFor()
  await check('findings-grouped')
}
