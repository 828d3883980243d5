import { after, before, test } from 'node:test'
import { accessibility, missingFinding } from './scenarios/accessibility.mjs'
import { apiKeyLife } from './scenarios/api-key-life.mjs'
import { keyboardTriage } from './scenarios/keyboard-triage.mjs'
import { readOnlyForMembers } from './scenarios/read-only-for-members.mjs'
import { unblockTheGate } from './scenarios/unblock-the-gate.mjs'
import { launch, openPage } from './support/browser.mjs'
import { openHost } from './support/host.mjs'

/** @typedef {{ page: import('playwright-core').Page, ready: import('./support/host.mjs').Ready, at: (path: string) => string }} Scene */

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
 * @param {'light' | 'dark'} [scheme]
 * @param {string[]} [expectedFaults]
 */
const scenario = (run, scheme, expectedFaults) => async () => {
  const opened = await openPage(browser, scheme)
  const { ready } = host
  const base = `${ready.dashboardUrl.replace(/\/$/, '')}/tenants/${ready.tenantId}`
  try {
    await run({ page: opened.page, ready, at: (path) => base + path })
    opened.assertNoFaults(expectedFaults)
  } finally {
    await opened.close()
  }
}

const options = { timeout: 180_000 }

test(
  'Every page is accessible in light colours',
  options,
  scenario(accessibility('light'), 'light', [missingFinding]),
)
test(
  'Every page is accessible in dark colours',
  options,
  scenario(accessibility('dark'), 'dark', [missingFinding]),
)
test('A finding is triaged without a mouse', options, scenario(keyboardTriage))
test('A member reads settings and keys are closed to them', options, scenario(readOnlyForMembers))
test('An API key is shown once, then only its prefix, then revoked', options, scenario(apiKeyLife))
test('Suppressing every blocker opens the gate, re-opening one closes it', options, scenario(unblockTheGate))
