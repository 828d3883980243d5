import assert from 'node:assert/strict'
import { shoot, signIn } from '../support/browser.mjs'
import { naughty, sideways } from '../support/naughty.mjs'
import { createKey, sendRun } from '../support/project.mjs'

/** @typedef {import('playwright-core').Page} Page */

const name = (/** @type {number} */ id) => `<b onmouseover=window.__ran=1>${id}</b> {{7*7}}`

/** What scanners and pipelines send is text, whatever it looks like, and no page becomes wider by it. */
export async function naughtyStrings(
  /** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at },
) {
  page.on('dialog', (dialog) => assert.fail(`a dialog said ${dialog.message()}`))
  await signIn(page, at('/projects'))
  const mine = await send(page, ready, at)
  const { projectId } = mine
  const shows = async (/** @type {string} */ address, /** @type {string[]} */ texts) => {
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    for (const text of texts) await page.getByText(text, { exact: false }).first().waitFor()
    await harmless(page, address)
  }
  const plain = naughty.filter((text) => /^[\x20-\x7e]+$/.test(text))

  await shows(at(`/findings?projectId=${projectId}`), plain.slice(0, 8))
  await shoot(page, 'naughty-list')
  const first = await page.locator('[data-finding-row]').count()
  assert.equal(first, naughty.length)
  const links = await page
    .locator('[data-finding-row] a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  for (const link of links) {
    await page.goto(new URL(link, ready.dashboardUrl).href)
    await page.getByRole('heading', { name: 'History' }).waitFor()
    await harmless(page, link)
  }
  for (const text of plain.slice(0, 3)) {
    await page.goto(at(`/findings?projectId=${projectId}&text=${encodeURIComponent(text.slice(0, 20))}`))
    await page.locator('[data-finding-row]').first().getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: text }).waitFor()
    await shoot(page, `naughty-finding-${plain.indexOf(text)}`)
  }

  await shows(at(`/projects/${projectId}`), ['<script>'])
  await shoot(page, 'naughty-project')
  await shows(at(`/projects/${projectId}/runs/${mine.runId}`), [naughty[0] ?? '', naughty[1] ?? ''])
  await shoot(page, 'naughty-run')
  await shows(at(`/runs?projectId=${projectId}`), ['<script>'])
  await shows(at(''), ['<b onmouseover'])
  await shows(at('/projects'), ['<b onmouseover'])
  await shows(at(`/audit?reads=true`), ['<b onmouseover'])
  for (const text of naughty.slice(0, 3)) await shows(at(`/findings?text=${encodeURIComponent(text)}`), [])
  await shows(at(`/findings?group=rule&projectId=${projectId}`), plain.slice(0, 3))
  await phone(page, [
    at(`/findings?projectId=${projectId}`),
    new URL(links.at(-1) ?? '', ready.dashboardUrl).href,
    at(`/projects/${projectId}`),
    at(`/projects/${projectId}/runs/${mine.runId}`),
    at(`/runs?projectId=${projectId}`),
    at(''),
    at('/audit'),
  ])
}

/**
 * A project, its branch, its run and one finding for each text, in every place that takes one.
 * @param {Page} page
 * @param {import('../support/host.mjs').Ready} ready
 * @param {(path: string) => string} at
 */
async function send(page, ready, at) {
  await page.getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(name(Date.now()))
  await page.getByRole('dialog').getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('heading', { name: 'Waiting for the first run' }).waitFor()
  const projectId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const mine = { ...ready, projectId, apiKey: await createKey(page, at(`/api-keys?projectId=${projectId}`)) }
  const runId = await sendRun(mine, {
    pipelineRunId: `${naughty[1]} ${Date.now()}`,
    branch: naughty[0] ?? '',
    rows: naughty.map((text, at) => ({
      ruleId: text,
      filePath: `${text}/file-${at}.py`,
      startLine: 3,
      codeSnippet: text,
      severity: 'CRITICAL',
      description: text,
      cweIds: ['CWE-79'],
    })),
    result: { status: 'failed', message: naughty[1] },
  })
  const asked = await fetch(`${ready.apiUrl.replace(/\/$/, '')}/projects/${projectId}/runs/${runId}/gate`, {
    method: 'POST',
    headers: { 'X-Api-Key': mine.apiKey },
  })
  assert.equal(asked.status, 200)
  return { ...mine, runId }
}

/**
 * @param {Page} page
 * @param {string} address
 */
async function harmless(page, address) {
  assert.equal(
    await page.evaluate(() => Reflect.get(window, '__ran')),
    undefined,
    `a script ran at ${address}`,
  )
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
  for (const link of links) assert.ok(!/^\s*(javascript|data):/i.test(link ?? ''), `${link} at ${address}`)
  assert.deepEqual(await page.evaluate(sideways), [], `scrolls sideways: ${address}`)
}

/**
 * @param {Page} page
 * @param {string[]} addresses
 */
async function phone(page, addresses) {
  await page.setViewportSize({ width: 375, height: 812 })
  for (const [index, address] of addresses.entries()) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await shoot(page, `naughty-phone-${index}`)
    await harmless(page, address)
  }
}
