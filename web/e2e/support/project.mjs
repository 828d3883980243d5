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
 * A project of its own with a key of it: nothing that another scenario does shows there.
 * @param {import('./scenario.mjs').Scene} scene Whose page is signed in as an admin or owner.
 */
export async function ownProject({ page, ready, at }) {
  await page.goto(at('/projects'))
  const projectId = await createProject(page)
  const apiKey = await createKey(page, at(`/api-keys?projectId=${projectId}`))
  return { ...ready, projectId, apiKey }
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

/** @typedef {{ ruleId: string, filePath: string, severity: string } & Record<string, unknown>} Row */

/**
 * A run with findings, scanned and closed.
 * @param {import('./host.mjs').Ready} ready
 * @param {string} pipelineRunId
 * @param {string} branch
 * @param {string[]} severities
 * @returns {Promise<string>}
 */
export const scannedRun = (ready, pipelineRunId, branch, severities) =>
  sendRun(ready, {
    pipelineRunId,
    branch,
    rows: severities.map((severity, at) => ({
      ruleId: `B60${at}`,
      filePath: `src/${pipelineRunId}-${at}.py`,
      startLine: 3,
      codeSnippet: `call_${at}(${pipelineRunId.length})`,
      severity,
      description: `Something ${severity.toLowerCase()}`,
    })),
  })

/**
 * A run with these findings of one scanner, scanned and closed, as a pipeline sends it; answers its id.
 * @param {import('./host.mjs').Ready} ready
 * @param {{ pipelineRunId: string, branch?: string, rows: Row[], scanner?: string, result?: object }} run
 * @returns {Promise<string>}
 */
export async function sendRun(ready, { pipelineRunId, branch = 'main', rows, scanner = 'bandit', result }) {
  const { projectId } = ready
  const opening = { pipelineRunId, branch, commit: 'a'.repeat(40), defaultBranch: 'main' }
  const { runId } = await post(ready, `projects/${projectId}/runs`, opening)
  const sent = rows.map((row) => ({ scanner, projectId, pipelineRunId, ...row }))
  if (sent.length > 0) await post(ready, 'findings/bulk-universal', sent)
  await request(ready, 'PUT', `projects/${projectId}/runs/${runId}/results/${scanner}`, {
    status: 'completed',
    findings: rows.length,
    ...result,
  })
  await request(ready, 'POST', `projects/${projectId}/runs/${runId}/close`, null)
  return runId
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
