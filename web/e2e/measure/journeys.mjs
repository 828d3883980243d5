import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { launch, openPage } from '../support/browser.mjs'
import { openHost } from '../support/host.mjs'
import { firstVerdict } from './first-verdict.mjs'
import { redLog, shortestPath } from './reading.mjs'
import { manySuppressed, triage, widelySuppressed } from './triaging.mjs'

/**
 * The measured journeys of the dashboard: clicks, keys and seconds of each against what we aim for, as a table of Markdown.
 * SHOTS names a directory for a recording of each (`npx playwright show-trace FILE`) and for the table.
 */
const journeys = [
  { name: 'red-log', walk: redLog },
  { name: 'many-suppressed', walk: manySuppressed },
  { name: 'widely-suppressed', walk: widelySuppressed },
  { name: 'triage', walk: triage },
  { name: 'first-verdict', walk: firstVerdict },
  { name: 'shortest-path', walk: shortestPath },
]

/** @typedef {{ journey: string, target: string, ours: string }} Row */

const host = await openHost()
const browser = await launch()
const shots = process.env.SHOTS
try {
  if (shots) await mkdir(shots, { recursive: true })
  /** @type {Row[]} */
  const rows = []
  for (const { name, walk } of journeys) {
    /** @type {Awaited<ReturnType<typeof openPage>>[]} */
    const opened = []
    const another = async () => {
      const one = await openPage(browser)
      opened.push(one)
      return one.page
    }
    const page = await another()
    if (shots) await page.context().tracing.start({ screenshots: true, snapshots: true })
    const { ready } = host
    const base = `${ready.dashboardUrl.replace(/\/$/, '')}/tenants/${ready.tenantId}`
    try {
      rows.push(await walk({ page, ready, at: (/** @type {string} */ one) => base + one, another }))
      for (const one of opened) one.assertNoFaults()
    } finally {
      if (shots) await page.context().tracing.stop({ path: path.join(shots, `${name}.zip`) })
      for (const one of opened) await one.close()
    }
    process.stderr.write(`${name}: ${rows.at(-1)?.ours}\n`)
  }
  const table = tableOf(rows)
  if (shots) await writeFile(path.join(shots, 'journeys.md'), table)
  process.stdout.write(table)
  assert.equal(rows.length, journeys.length)
} finally {
  await browser.close()
  await host.stop()
}

/** @param {Row[]} rows */
function tableOf(rows) {
  const lines = rows.map(({ journey, target, ours }) => `| ${journey} | ${target} | ${ours} |`)
  return ['| Journey | Target | Ours |', '|---|---|---|', ...lines, ''].join('\n')
}
