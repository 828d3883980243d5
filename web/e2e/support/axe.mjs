import assert from 'node:assert/strict'
import axe from 'axe-core'
import { drawn, shoot } from './browser.mjs'

const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
// Dark first: a page stays light for what is looked at next.
const schemes = /** @type {const} */ (['dark', 'light'])

/**
 * Looks at a page as it stands, in light and in dark colours, by the rules of WCAG 2.2 AA, and keeps pictures of it.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
export async function accessible(page, name) {
  await page.waitForLoadState('networkidle')
  await page.evaluate(axe.source)
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(drawn)
    await page.waitForFunction(
      (wanted) => document.documentElement.dataset.mantineColorScheme === wanted,
      colorScheme,
    )
    assert.deepEqual(await page.evaluate(moving), [], `${name} moves`)
    await shoot(page, `${name}-${colorScheme}`)
    const violations = await page.evaluate(looked, rules)
    const faults = violations.flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${node.html}: ${node.failureSummary}`),
    )
    assert.deepEqual(faults, [], `${name} in ${colorScheme} colours`)
  }
}

/** Run in a page: what would move although less motion is wanted. Text in motion would be looked at in old colours. */
const moving = () =>
  [...document.querySelectorAll('*')]
    .filter((one) => !/^0s(, 0s)*$/.test(getComputedStyle(one).transitionDuration))
    .map((one) => `${one.tagName} ${one.className}`)

/**
 * Run in a page that has axe: what breaks the rules of these tags. There is one frame, and only faults are put into words.
 * @param {string[]} tags
 */
const looked = async (tags) =>
  (await axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })).violations
