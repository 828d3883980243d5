import assert from 'node:assert/strict'
import { post } from './topology.mjs'

/** @typedef {import('playwright-core').Page} Page */

/**
 * A project of its own, from the page of projects; answers its id.
 * @param {Page} page
 */
export async function createProject(page) {
  await page.getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(`Trial ${Date.now()}`)
  await page.getByRole('dialog').getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('heading', { name: 'Waiting for the first run' }).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/**
 * @param {Page} page
 * @param {string} address The keys of one project, which is then chosen in the dialog.
 */
export async function createKey(page, address) {
  await page.goto(address)
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(`Trial ${Date.now()}`)
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const text = (await dialog.locator('[data-new-key]').textContent()) ?? ''
  await dialog.getByRole('button', { name: 'I have stored it' }).click()
  return text
}

/**
 * A run with findings, scanned and closed.
 * @param {import('./host.mjs').Ready} ready
 * @param {string} pipelineRunId
 * @param {string} branch
 * @param {string[]} severities
 * @returns {Promise<string>}
 */
export async function scannedRun(ready, pipelineRunId, branch, severities) {
  const { projectId } = ready
  const opened = await post(ready, `projects/${projectId}/runs`, { pipelineRunId, branch, commit: null })
  const rows = severities.map((severity, at) => ({
    scanner: 'bandit',
    ruleId: `B60${at}`,
    filePath: `src/${pipelineRunId}-${at}.py`,
    startLine: 3,
    codeSnippet: `call_${at}(${pipelineRunId.length})`,
    severity,
    description: `Something ${severity.toLowerCase()}`,
    projectId,
    pipelineRunId,
  }))
  await post(ready, 'findings/bulk-universal', rows)
  await request(ready, 'PUT', `projects/${projectId}/runs/${opened.runId}/results/bandit`, {
    status: 'completed',
    findings: rows.length,
  })
  await request(ready, 'POST', `projects/${projectId}/runs/${opened.runId}/close`, null)
  return opened.runId
}

/**
 * @param {import('./host.mjs').Ready} ready
 * @param {string} method
 * @param {string} path
 * @param {object | null} body
 */
async function request(ready, method, path, body) {
  const answer = await fetch(`${ready.apiUrl.replace(/\/$/, '')}/${path}`, {
    method,
    headers: { 'X-Api-Key': ready.apiKey, 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  assert.ok(answer.ok, `${path} answered ${answer.status}: ${await answer.text()}`)
}
