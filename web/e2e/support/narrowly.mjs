import assert from 'node:assert/strict'
import { drawn, shoot } from './browser.mjs'
import { sideways } from './naughty.mjs'

/**
 * On a phone nothing scrolls sideways.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
export async function narrowly(page, name) {
  await page.setViewportSize({ width: 375, height: 812 })
  await page.evaluate(drawn)
  const wide = await page.evaluate(sideways)
  await shoot(page, `${name}-phone`)
  await page.setViewportSize({ width: 1280, height: 800 })
  assert.deepEqual(wide, [], `${name} on a phone`)
}
