/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string, route: string, search?: string, phone?: boolean | 'only', open: (page: Page) => Promise<void> }} Opened */

const tenant = '/tenants/$tenantId'
const list = `${tenant}/findings`

/** What opens over pages. */
export const opened = /** @type {Opened[]} */ ([
  {
    name: 'finding-drawer',
    route: list,
    open: async (page) => {
      await page.locator('[data-finding-row]').first().focus()
      await page.keyboard.press('Space')
      await page.getByRole('complementary', { name: 'Finding in short' }).getByText('Rule').first().waitFor()
    },
  },
  {
    name: 'bulk-dialog',
    route: list,
    phone: true,
    open: async (page) => {
      await page.getByRole('checkbox', { name: 'Select the loaded findings' }).check()
      await page.getByRole('button', { name: 'Suppress …' }).click()
      await page.getByRole('dialog').getByRole('radio', { name: 'Won’t fix' }).check()
      await page
        .getByRole('dialog')
        .getByText(/ match: /)
        .waitFor()
    },
  },
  {
    name: 'palette',
    route: tenant,
    phone: true,
    open: async (page) => {
      await page.locator('[data-tile]').first().waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('textbox', { name: /^Go to a page/ }).waitFor()
    },
  },
  {
    name: 'infrastructure-path',
    route: `${tenant}/projects/$projectId/infrastructure`,
    phone: true,
    open: async (page) => {
      await page.locator('[data-path-row] a').first().click()
      await page.locator('.react-flow__edge').first().waitFor({ state: 'attached' })
    },
  },
  {
    name: 'gate-policy',
    route: `${tenant}/projects/$projectId/settings`,
    phone: true,
    open: async (page) => {
      await page.getByRole('radio', { name: 'Rules of its own' }).check()
      await page.getByRole('button', { name: 'Add a limit' }).click()
      await page.getByText(/^With this policy/).waitFor()
      await page.getByRole('heading', { name: 'Gate' }).scrollIntoViewIfNeeded()
      await page.evaluate(() => document.getElementById('gate')?.scrollIntoView())
    },
  },
  {
    name: 'navigation',
    route: tenant,
    phone: 'only',
    open: async (page) => {
      await page.locator('[data-tile]').first().waitFor()
      await page.getByRole('button', { name: 'Navigation', exact: true }).click()
      await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: 'Runs' })
        .click({ trial: true })
    },
  },
  {
    name: 'shortcuts',
    route: list,
    open: async (page) => {
      await page.locator('[data-finding-row]').first().waitFor()
      await page.getByRole('button', { name: /account menu/ }).click()
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'not-found',
    route: `${tenant}/no-such-page`,
    phone: true,
    open: (page) => page.getByRole('heading', { name: 'This page does not exist' }).waitFor(),
  },
])
