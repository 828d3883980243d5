import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: flags,
  })

/**
 * A page of its own profile that keeps what went wrong in it.
 * @param {import('playwright-core').Browser} browser
 * @param {'light' | 'dark'} [colorScheme]
 */
export async function openPage(browser, colorScheme = 'light') {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme,
    reducedMotion: 'reduce',
  })
  /** @type {string[]} */
  const faults = []
  await context.exposeFunction('reportViolation', (/** @type {string} */ text) => faults.push(text))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = Reflect.get(window, 'reportViolation')
      report(`content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
  page.setDefaultTimeout(45_000)
  return {
    page,
    close: () => context.close(),
    /** @param {string[]} expected Parts of faults that the scenario provokes. */
    assertNoFaults: (expected = []) =>
      assert.deepEqual(
        faults.filter((fault) => !expected.some((part) => fault.includes(part))),
        [],
      ),
  }
}

/**
 * Opens an address signed out, signs in, and arrives at that address.
 * @param {import('playwright-core').Page} page
 * @param {string} address
 * @param {string} [person]
 * @param {string} [arrival] Where that ends, when the address does not stay as it is.
 */
export async function signIn(page, address, person = 'Ada Admin', arrival = address) {
  await page.goto(address)
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await page.getByRole('button', { name: person }).click()
  await page.waitForURL(arrival)
}

/**
 * Keeps a picture when SHOTS names a directory.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
export async function shoot(page, name) {
  const folder = process.env.SHOTS
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

/** Run in a page: until what follows from another width or other colours was drawn. */
export const drawn = () =>
  new Promise((resolve) => {
    setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), 100)
  })
