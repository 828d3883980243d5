import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import { shoot } from './browser.mjs'

/**
 * Looks at a page as it stands, by the rules of WCAG 2.2 AA, and keeps a picture of it.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {'light' | 'dark'} scheme
 */
export async function accessible(page, name, scheme) {
  await page.waitForLoadState('networkidle')
  await shoot(page, `${name}-${scheme}`)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const faults = violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.html}: ${node.failureSummary}`),
  )
  assert.deepEqual(faults, [], `${name} in ${scheme} colours`)
}
