import assert from 'node:assert/strict'
import { apiOf, realIds } from '../support/api.mjs'
import { drawn, shoot, signIn } from '../support/browser.mjs'
import { sideways } from '../support/naughty.mjs'
import { addressOf, places, routesOfRouter } from '../support/pages.mjs'
import { sendPlans } from './infrastructure.mjs'

/** What a phone has, and what a window of 1280 by 800 has at 200 %. */
const screens = [
  { name: 'zoomed', width: 640, height: 400, deviceScaleFactor: 2 },
  { name: 'phone', width: 375, height: 812, deviceScaleFactor: 2 },
]

/** No page scrolls sideways on a phone or at 200 %, and what it is about is there. */
export async function narrow(/** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at }) {
  const covered = new Set(places.map((one) => one.route))
  assert.deepEqual(
    (await routesOfRouter()).filter((one) => !covered.has(one)),
    [],
    'a page for each route',
  )
  await sendPlans(ready)
  const api = apiOf(page, ready)
  await signIn(page, at('/projects'), 'Olu Owner')
  await page.getByRole('table').waitFor()
  const ids = await realIds(api, ready)
  const base = ready.dashboardUrl.replace(/\/$/, '')
  const devtools = await page.context().newCDPSession(page)
  /** @type {Record<string, string[]>} */
  const wide = {}
  for (const place of places) {
    await page.goto(base + addressOf(place.route, ids) + (place.search ?? ''))
    await place.shown(page).waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle')
    for (const { name, ...screen } of screens) {
      await devtools.send('Emulation.setDeviceMetricsOverride', { ...screen, mobile: false })
      await page.evaluate(drawn)
      const found = await page.evaluate(sideways)
      if (found.length > 0) wide[`${place.name} (${name})`] = found
      await shoot(page, `${place.name}-${name}`)
    }
  }
  assert.deepEqual(wide, {})
  await devtools.detach()
  await page.setViewportSize({ width: 375, height: 812 })
  await page.getByRole('button', { name: 'Navigation', exact: true }).click()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Runs' }).click()
  await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor()
}
