import assert from 'node:assert/strict'
import { shoot } from '../support/browser.mjs'

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** The main path by keys alone: sign in, skip, find a run, read why it is blocked, open the line, go back. Nothing moves. */
export async function keyboardWalk(/** @type {import('../support/scenario.mjs').Scene} */ { page, at }) {
  const press = (/** @type {string} */ key) => page.keyboard.press(key)
  await page.goto(at(''))
  await tabTo(page, page.getByRole('button', { name: 'Sign in with Microsoft' }))
  await press('Enter')
  await page.getByRole('button', { name: 'Ada Admin' }).waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Ada Admin' }))
  await press('Enter')
  await page.waitForURL(at(''))
  await page.locator('[data-tile]').first().waitFor()

  await tabTo(page, page.getByRole('link', { name: 'Skip to content' }))
  await press('Enter')
  await press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement?.closest('nav[aria-label=Main]')), null)

  await press('Control+k')
  await page.getByRole('textbox', { name: /^Go to a page/ }).waitFor()
  await calm(page)
  await page.keyboard.type('Runs')
  await press('Enter')
  await page.waitForURL(at('/runs'))
  const blocked = page
    .locator('[data-run-row]')
    .filter({ hasText: /^Blocked\s*vulnerable-shop/ })
    .first()
  await blocked.waitFor()
  await tabTo(page, blocked.locator('a[href*="/runs/"]').first())
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Blocked: / }).waitFor()

  const blocking = page
    .getByRole('region', { name: /that blocks?$/ })
    .getByRole('listitem')
    .first()
  await tabTo(page, blocking.getByRole('link').first())
  await press('Enter')
  await page.getByRole('heading', { name: 'History' }).waitFor()
  await tabTo(page, page.getByRole('radio', { name: 'False positive' }))
  await shoot(page, 'keyboard-focus')
  await press('Escape')
  await page.getByRole('heading', { level: 1, name: 'Findings' }).waitFor()

  await tabTo(page, page.getByRole('button', { name: 'Views' }))
  await press('Enter')
  await page.getByRole('menuitem').first().waitFor()
  await calm(page)
  await press('Escape')
  await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Views'))
}

/**
 * Goes on with Tab until something has the focus, which must be seen all the way.
 * @param {Page} page
 * @param {Locator} target
 */
async function tabTo(page, target) {
  await target.waitFor({ state: 'attached' })
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    await seen(page)
  }
  assert.fail(`${target} is not reached with Tab`)
}

/** Whether what has the focus is seen, once the browser has drawn it. */
async function seen(/** @type {Page} */ page) {
  for (let attempt = 0; attempt < 5; attempt++) {
    if ((await page.evaluate(unseen)).length === 0) return
    await page.waitForTimeout(100)
  }
  assert.deepEqual(await page.evaluate(unseen), [], 'what has the focus is seen')
}

/** What is wrong with the focus: nothing shows it, it is out of sight, or something lies over it (WCAG 2.4.7 and 2.4.11). */
function unseen() {
  const element = document.activeElement
  if (!element || element === document.body) return []
  const told = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40)}`
  const boxes = [element, ...element.querySelectorAll('*'), element.closest('label, li, tr, div')]
  const drawn = boxes.some((one) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one ?? element)
    return (
      (outlineStyle !== 'none' && outlineWidth !== '0px') ||
      boxShadow !== 'none' ||
      borderColor === 'Highlight'
    )
  })
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const [x, y] = [
    (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
    (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
  ]
  const above = document.elementFromPoint(x, y)
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : null
  const own = above && (element.contains(above) || above.contains(element) || label?.contains(above))
  return [
    ...(drawn ? [] : [`no ring: ${told}`]),
    ...(own ? [] : [`${above?.outerHTML.slice(0, 90)} over ${told}`]),
  ]
}

/** Whoever asks for less motion gets none. */
async function calm(/** @type {Page} */ page) {
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter((one) => Number(one.effect?.getComputedTiming().duration ?? 0) > 10)
      .map((one) => String(Reflect.get(one, 'animationName') ?? Reflect.get(one, 'transitionProperty'))),
  )
  assert.deepEqual(moving, [], 'nothing moves')
}
