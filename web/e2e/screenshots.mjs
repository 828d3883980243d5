import { mkdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { sendPlans } from './scenarios/infrastructure.mjs'
import { invite } from './scenarios/team.mjs'
import { apiOf, realIds } from './support/api.mjs'
import { drawn, launch, openPage, signIn } from './support/browser.mjs'
import { openHost, repository } from './support/host.mjs'
import { opened } from './support/opened.mjs'
import { addressOf, places } from './support/pages.mjs'

/** Pictures of every page and of what opens over them, for the documentation: `npm run screenshots`. */
const folder = process.env.SHOTS ?? path.join(repository, 'docs/screenshots')
const largest = 150_000
const desk = { width: 1280, height: 800 }
const phone = { width: 375, height: 812 }

const host = await openHost()
const browser = await launch()
try {
  await mkdir(folder, { recursive: true })
  await sendPlans(host.ready)
  await take('light', 'light', desk)
  await take('dark', 'dark', desk)
  await take('light', 'phone', phone)
} finally {
  await browser.close()
  await host.stop()
}

/**
 * @param {'light' | 'dark'} scheme
 * @param {string} kind What the names of the files end with.
 * @param {{ width: number, height: number }} size
 */
async function take(scheme, kind, size) {
  const { ready } = host
  const base = ready.dashboardUrl.replace(/\/$/, '')
  const { page, close } = await openPage(browser, scheme)
  await page.setViewportSize(size)
  const api = apiOf(page, ready)
  await page.goto(base)
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).waitFor()
  await keep(page, `sign-in-${kind}`)
  await signIn(page, `${base}/tenants/${ready.tenantId}/projects`, 'Olu Owner')
  await page.getByRole('table').waitFor()
  const ids = await realIds(api, ready)
  for (const place of places) {
    await page.goto(base + addressOf(place.route, ids) + (place.search ?? ''))
    await place.shown(page).waitFor({ state: 'attached' })
    await keep(page, `${place.name}-${kind}`)
  }
  for (const { name, route, search, open, phone: onPhone } of opened) {
    if (kind === 'phone' ? !onPhone : onPhone === 'only') continue
    await page.goto(base + addressOf(route, ids) + (search ?? ''))
    await open(page)
    await keep(page, `${name}-${kind}`)
  }
  await page.goto(`${base}/tenants/${ready.tenantId}/members`)
  await welcome(await invite(page, `Pictures ${kind}`), scheme, kind, size)
  await closed(page, `${base}/tenants/${ready.tenantId}`, kind)
  await close()
}

/**
 * An organisation that is to be deleted, and is taken back.
 * @param {import('playwright-core').Page} page Of an owner.
 * @param {string} home
 * @param {string} kind
 */
async function closed(page, home, kind) {
  await page.goto(`${home}/data`)
  await page.getByRole('button', { name: 'Close and delete this organisation …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Contoso')
  await dialog.getByRole('button', { name: 'Close and delete Contoso' }).click()
  await page.getByRole('heading', { name: 'Contoso is closed' }).waitFor()
  await keep(page, `closed-${kind}`)
  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.locator('[data-tile]').first().waitFor()
}

/**
 * What somebody sees who is invited, and who is nowhere yet.
 * @param {string} link
 * @param {'light' | 'dark'} scheme
 * @param {string} kind
 * @param {{ width: number, height: number }} size
 */
async function welcome(link, scheme, kind, size) {
  const { page, close } = await openPage(browser, scheme)
  await page.setViewportSize(size)
  await signIn(page, link, 'Pat Personal', link.replace(/#.*/, ''))
  await page.getByRole('heading', { name: 'Join Contoso?' }).waitFor()
  await keep(page, `invite-${kind}`)
  await page.goto(host.ready.dashboardUrl)
  await page.getByRole('heading', { name: 'You are in no organisation yet' }).waitFor()
  await keep(page, `no-organisation-${kind}`)
  await close()
}

/**
 * A picture with few colours is small as PNG; one with many is kept as JPEG.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
async function keep(page, name) {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.evaluate(drawn)
  const file = path.join(folder, name)
  await rm(`${file}.jpg`, { force: true })
  await page.screenshot({ path: `${file}.png` })
  if ((await stat(`${file}.png`)).size <= largest) return
  await rm(`${file}.png`)
  await page.screenshot({ path: `${file}.jpg`, type: 'jpeg', quality: 70 })
}
