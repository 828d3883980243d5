import { sendPlans } from '../scenarios/infrastructure.mjs'
import { launch, openPage, signIn } from '../support/browser.mjs'
import { openHost } from '../support/host.mjs'
import { largePart } from './large-part.mjs'

// How long the canvas takes to lay out about 300 resources, and how many frames it shows while somebody pans.
// node e2e/measure/canvas.mjs; budgets: 500 ms in the worker, 50 frames a second.

const { ready, stop } = await openHost()
const browser = await launch()
try {
  await sendPlans(ready)
  const { page } = await openPage(browser)
  await page.addInitScript(watchWorkers)
  const part = largePart()
  const answer = (/** @type {object} */ body) => ({
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify(body),
  })
  await page.route(/\/infrastructure\/[^/]+\/part\?/, (route) => route.fulfill(answer(part)))
  await page.route(/\/infrastructure\/[^/]+\/nodes\?/, (route) =>
    route.fulfill(answer({ items: part.nodes, next: null })),
  )
  const home = `${ready.dashboardUrl.replace(/\/$/, '')}/tenants/${ready.tenantId}`
  await signIn(page, `${home}/projects/${ready.projectId}/infrastructure?tab=explore`)
  await page.locator('.react-flow__node').first().waitFor({ timeout: 120_000 })
  const nodes = await page.locator('.react-flow__node').count()
  const edges = await page.locator('.react-flow__edge').count()
  console.log(`${nodes} resources and ${edges} relations drawn`)
  console.log(
    `layout in the worker: ${Math.round(await page.evaluate('layoutMilliseconds'))} ms (budget 500)`,
  )
  const { frames, seconds, slowest, long } = await pan(page)
  console.log(
    `panning: ${(frames / seconds).toFixed(1)} frames a second (budget 50), slowest ${Math.round(slowest)} ms, ${long} frames above 50 ms`,
  )
} finally {
  await browser.close()
  await stop()
}

/** Keeps how long the last layout took, from asking the worker to its answer. */
function watchWorkers() {
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any[]} */ ...rest) {
    if (message?.cmd === 'layout') {
      const start = performance.now()
      this.addEventListener('message', ({ data }) => {
        if (data.id === message.id) Reflect.set(window, 'layoutMilliseconds', performance.now() - start)
      })
    }
    return post.call(this, message, .../** @type {any} */ (rest))
  }
}

/**
 * Drags the drawing to and fro for some seconds.
 * @param {import('playwright-core').Page} page
 */
async function pan(page) {
  const box = await page.locator('.react-flow__pane').boundingBox()
  if (!box) throw new Error('There is no canvas.')
  await page.waitForTimeout(1000)
  await page.evaluate(() => {
    const times = [performance.now()]
    Reflect.set(window, 'frameTimes', times)
    const frame = (/** @type {number} */ at) => {
      times.push(at)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await page.mouse.move(box.x + 8, box.y + box.height - 60)
  await page.mouse.down()
  for (let step = 0; step < 240; step++) {
    const along = Math.sin(step / 20)
    await page.mouse.move(box.x + 8 + Math.abs(along) * 500, box.y + box.height - 60 - Math.abs(along) * 200)
    await page.waitForTimeout(8)
  }
  await page.mouse.up()
  return page.evaluate(() => {
    const times = /** @type {number[]} */ (Reflect.get(window, 'frameTimes')).slice(1)
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at))
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000
    return {
      frames: gaps.length,
      seconds,
      slowest: Math.max(...gaps),
      long: gaps.filter((gap) => gap > 50).length,
    }
  })
}
