import { after, before } from 'node:test'
import { launch, openPage, shoot } from './browser.mjs'
import { openHost } from './host.mjs'

/** @typedef {{ page: import('playwright-core').Page, ready: import('./host.mjs').Ready, at: (path: string) => string, another: () => Promise<import('playwright-core').Page> }} Scene */

/** A host and a browser for the tests of one file, and what makes a test of a scenario. */
export function hosted() {
  /** @type {Awaited<ReturnType<typeof openHost>>} */
  let host
  /** @type {import('playwright-core').Browser} */
  let browser

  before(async () => {
    host = await openHost()
    browser = await launch()
  })

  after(async () => {
    await browser?.close()
    await host?.stop()
  })

  /**
   * @param {(scene: Scene) => Promise<void>} run
   * @param {string[]} [expectedFaults]
   */
  return (run, expectedFaults) => async () => {
    const first = await openPage(browser)
    const opened = [first]
    const another = async () => {
      const more = await openPage(browser)
      opened.push(more)
      return more.page
    }
    const { ready } = host
    const base = `${ready.dashboardUrl.replace(/\/$/, '')}/tenants/${ready.tenantId}`
    try {
      await run({ page: first.page, ready, at: (path) => base + path, another })
      for (const one of opened) one.assertNoFaults(expectedFaults)
    } catch (fault) {
      for (const [index, one] of opened.entries()) await shoot(one.page, `failed-${run.name}-${index}`)
      throw fault
    } finally {
      for (const one of opened) await one.close()
    }
  }
}
