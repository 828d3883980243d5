// What a person feels on the findings list, in a real browser: node e2e/measure/list.mjs, with SECUREOBS_READY_FILE.
// Times are of this machine; a budget is printed beside each and nothing fails when one is missed.
import { readFile } from 'node:fs/promises'
import { launch, openPage, signIn } from '../support/browser.mjs'

const ready = JSON.parse(await readFile(String(process.env.SECUREOBS_READY_FILE), 'utf8'))
const base = `${ready.dashboardUrl.replace(/\/$/, '')}/tenants/${ready.tenantId}`
const rounds = 7
/** @type {[what: string, measured: string, budget: string][]} */
const table = []
const browser = await launch()
const { page, close } = await openPage(browser)
const cdp = await page.context().newCDPSession(page)

await signIn(page, `${base}/findings`)
await rowsThere()

const loads = []
for (let round = 0; round < rounds; round++) {
  await page.reload()
  await rowsThere()
  loads.push(await page.evaluate(() => performance.now()))
}
say('the list after a reload, server warm: first rows can be used', middle(loads), '1000 ms')

const visits = []
for (let round = 0; round < rounds; round++) {
  await page.getByRole('link', { name: 'Members' }).click()
  await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor()
  visits.push(
    await timed(() =>
      page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Findings' }).click(),
    ),
  )
}
say('the list from another page', middle(visits), '300 ms')
for (const [what, part] of /** @type {const} */ ([
  ['answer of the list in the browser', '/findings?'],
  ['answer of the facets in the browser', '/findings/facets?'],
]))
  say(what, await answer(part), '50 ms at the edge of the service')

await page.goto(`${base}/`)
await page.getByText(/as of/i).first().waitFor()
const overview = []
for (let round = 0; round < rounds; round++) {
  await page.reload()
  await page.getByText(/as of/i).first().waitFor()
  overview.push(await page.evaluate(() => performance.now()))
}
say('the overview after a reload', middle(overview), '1500 ms')

await page.goto(`${base}/findings`)
await rowsThere()
await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
await watch()
const filters = []
const counts = []
for (const name of [
  'severity=CRITICAL',
  'severity=HIGH',
  'scanner=trivy',
  'severity=MEDIUM&scanner=bandit',
  'status=all',
]) {
  await page.goto(`${base}/findings`)
  await rowsThere()
  const [rows, numbers] = await filtered(name)
  filters.push(rows)
  counts.push(numbers)
}
say('a filter to its rows, 4 times slower processor', middle(filters), '300 ms')
say('a filter to its counts, likewise', middle(counts), 'none')

await page.goto(`${base}/findings`)
await rowsThere()
await watch()
await page.locator('[data-finding-row="0"]').focus()
for (let press = 0; press < 60; press++) {
  await page.keyboard.press('j')
  await page.waitForTimeout(40)
}
const keys = await events()
say('a key to the next row, 98th of 100, 4 times slower', at(keys, 0.98), '50 ms')

await watch()
const box = await page.locator('[data-finding-row="30"], [data-finding-row="60"]').first().boundingBox()
await page.mouse.move((box?.x ?? 600) + 200, 500)
for (let turn = 0; turn < 60; turn++) {
  await page.mouse.wheel(0, 700)
  await page.waitForTimeout(60)
}
const long = await page.evaluate(() => Reflect.get(window, 'longTasks'))
say('tasks over 50 ms while scrolling 42,000 pixels, 4 times slower', long.length, '0', '')
say('the longest of them', Math.max(0, ...long), '50 ms')
await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
await watch()
for (let turn = 0; turn < 60; turn++) {
  await page.mouse.wheel(0, 700)
  await page.waitForTimeout(60)
}
say(
  'tasks over 50 ms while scrolling, as it is',
  (await page.evaluate(() => Reflect.get(window, 'longTasks'))).length,
  '0',
  '',
)
say('interaction to next paint of all that, 98th of 100, as it is', at(await clicks(), 0.98), '100 ms')
say('nodes of the document', await page.evaluate(() => document.querySelectorAll('*').length), '3000', '')
await cdp.send('HeapProfiler.collectGarbage')
const { usedSize } = await cdp.send('Runtime.getHeapUsage')
say('heap after that', usedSize / 1e6, '150 MB', 'MB')

console.info(`| ${['what', 'measured', 'budget'].join(' | ')} |\n|---|---:|---:|`)
for (const row of table) console.info(`| ${row.join(' | ')} |`)
await close()
await browser.close()

/** @param {string} what @param {number} value @param {string} budget */
function say(what, value, budget, unit = 'ms') {
  table.push([what, `${Math.round(value)} ${unit}`.trim(), budget])
}

/** Rows are there, and the next frame with them is painted. */
async function rowsThere() {
  await page.locator('[data-finding-row="0"]').waitFor()
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))),
  )
}

/** @param {() => Promise<unknown>} act */
async function timed(act) {
  const from = await page.evaluate(() => performance.now())
  await act()
  await rowsThere()
  return (await page.evaluate(() => performance.now())) - from
}

/**
 * From a changed address, as a click on a facet makes it, to other rows, and to the counts beside them.
 * @param {string} query
 * @returns {Promise<[number, number]>}
 */
async function filtered(query) {
  const path = `${new URL(base).pathname}/findings?${query}`
  return page.evaluate(async (to) => {
    const rows = () =>
      [...document.querySelectorAll('[data-finding-row]')].map((row) => row.textContent).join()
    const before = rows()
    const from = performance.now()
    history.pushState(null, '', to)
    window.dispatchEvent(new PopStateEvent('popstate'))
    /** @param {() => boolean} there */
    const until = async (there) => {
      while (!there() && performance.now() - from < 20_000)
        await new Promise((next) => requestAnimationFrame(next))
      return performance.now() - from
    }
    const fresh = (/** @type {string} */ which) => !document.querySelector(`${which}[data-stale]`)
    const shown = await until(() => rows() !== '' && rows() !== before && fresh('div:has(> table)'))
    return [shown, await until(() => fresh(''))]
  }, path)
}

/** Keeps long tasks and slow events from now on. */
async function watch() {
  await page.evaluate(() => {
    /** @type {number[]} */
    const tasks = []
    /** @type {number[]} */
    const waits = []
    Reflect.set(window, 'longTasks', tasks)
    Reflect.set(window, 'eventWaits', waits)
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) tasks.push(one.duration)
    }).observe({ type: 'longtask' })
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) if (Reflect.get(one, 'interactionId')) waits.push(one.duration)
    }).observe(/** @type {PerformanceObserverInit} */ ({ type: 'event', durationThreshold: 16 }))
  })
}

/** @returns {Promise<number[]>} */
async function events() {
  await page.waitForTimeout(500)
  return page.evaluate(() => Reflect.get(window, 'eventWaits'))
}

/** Clicks on what people click on, and how long each takes to be seen. */
async function clicks() {
  await page.goto(`${base}/findings`)
  await rowsThere()
  await watch()
  for (let row = 0; row < 10; row++) {
    await page.locator(`[data-finding-row="${row}"]`).getByRole('checkbox').click()
    await page.waitForTimeout(50)
  }
  await page.locator('[data-finding-row="3"]').focus()
  for (const key of ['Space', 'j', 'j', 'k', 'Escape', 'x', 'x']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(120)
  }
  return events()
}

/**
 * How long answers to requests took, in the middle, as the browser saw it.
 * @param {string} part
 */
async function answer(part) {
  const times = await page.evaluate(
    (path) =>
      performance
        .getEntriesByType('resource')
        .filter((one) => one.name.includes(path))
        .map((one) => one.duration),
    part,
  )
  return middle(times)
}

/** @param {number[]} values */
function middle(values) {
  return at(values, 0.5)
}

/** @param {number[]} values @param {number} part */
function at(values, part) {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
