import assert from 'node:assert/strict'
import { apiOf } from '../support/api.mjs'
import { shoot, signIn } from '../support/browser.mjs'
import { ownProject, sendRun } from '../support/project.mjs'

const many = 5_000

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {ReturnType<typeof apiOf>} Api */

/** A change is overtaken on purpose, which the browser itself reports. */
export const overtakenChange = ['status of 409']

/** Facets, a saved view, five thousand findings suppressed by their filter at once and taken back at once. */
export async function engineer(/** @type {import('../support/scenario.mjs').Scene} */ scene) {
  const { page, ready, at } = scene
  const api = apiOf(page, ready)
  await signIn(page, at('/projects'))
  const mine = await ownProject(scene)
  const rows = [...generated(), { ruleId: 'B602', filePath: 'shop/shell.py', severity: 'HIGH' }]
  const pipelineRunId = `many-${Date.now()}`
  await sendRun(mine, { pipelineRunId, rows: rows.slice(many) })
  await sendRun(mine, { pipelineRunId, rows: rows.slice(0, many), scanner: 'semgrep' })

  await page.goto(at(`/findings?projectId=${mine.projectId}`))
  await page.getByText('5,001 open findings').waitFor()
  await page.getByRole('button', { name: 'Only Low' }).click()
  await page.waitForURL(/severity=LOW/)
  await page.getByText('5,000 open findings').waitFor()
  await page.getByRole('button', { name: 'generated/', exact: true }).click()
  await page.waitForURL(/pathPrefix=generated/)
  const view = await saveView(page)

  await page.reload()
  await page.getByRole('button', { name: view }).waitFor()
  await page.getByText('5,000 open findings').waitFor()
  await page.getByRole('list', { name: 'Filters' }).getByText('generated/').waitFor()

  const before = await triaged(api)
  await suppressAll(page)
  assert.equal((await triaged(api)) - before, many, 'an entry for each finding that was suppressed')
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click()
  await page.getByText('5,000 findings as before.').waitFor()
  await page.getByText('5,000 open findings').waitFor()
  assert.equal((await triaged(api)) - before, 2 * many, 'and one for each that was taken back')
  const { findings } = await api.read(`findings/facets?projectId=${mine.projectId}&status=open`)
  assert.equal(findings, many + 1, 'all of them are open again')
  await countedAnew(page, mine, api)
}

const generated = () =>
  Array.from({ length: many }, (_, at) => ({
    ruleId: `noise-${at % 20}`,
    filePath: `generated/part-${at % 50}/file-${at}.js`,
    startLine: 1 + (at % 90),
    codeSnippet: `call${at}()`,
    severity: 'LOW',
    description: `Generated code does something odd (${at % 20})`,
  }))

/** @param {Page} page On a list with filters; answers the name that they are kept by. */
async function saveView(page) {
  const name = `Generated ${Date.now()}`
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save as a new view …' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click()
  await page.waitForURL(/view=/)
  return name
}

/**
 * Others work, too: what arrives later is not in it, and what somebody else has dealt with by then is counted anew.
 * @param {Page} page
 * @param {import('../support/host.mjs').Ready} mine
 * @param {Api} api
 */
async function countedAnew(page, mine, api) {
  await page.reload()
  const dialog = await askToSuppressAll(page)
  const late = { ruleId: 'late', filePath: 'generated/part-0/late.js', severity: 'LOW' }
  await sendRun(mine, { pipelineRunId: `late-${Date.now()}`, rows: [late], scanner: 'eslint' })
  const { items } = await api.read(
    `findings?projectId=${mine.projectId}&severity=LOW&scanner=semgrep&limit=1`,
  )
  await api.put(`findings/${items[0].id}/status`, { status: 'resolved' })

  await dialog.getByRole('button', { name: 'Suppress 5,000 findings' }).click()
  await dialog.getByText('4,999 findings match by now').waitFor()
  await dialog.getByText('4,999 match: 4,999 will change.').waitFor()
  await dialog.getByRole('button', { name: 'Suppress 4,999 findings' }).click()
  await page.getByText('4,999 findings suppressed').waitFor()
  const { findings } = await api.read(`findings/facets?projectId=${mine.projectId}&status=open`)
  assert.equal(findings, 2, 'one is not low, one came later')
}

/** @param {Page} page */
async function suppressAll(page) {
  const dialog = await askToSuppressAll(page)
  await shoot(page, 'engineer-preview')
  await dialog.getByRole('button', { name: 'Suppress 5,000 findings' }).click()
  await page.getByText('5,000 findings suppressed').waitFor()
  await page.getByText('5,000 findings suppressed').hover() // it stays while somebody points at it
  await page.getByRole('heading', { name: 'No finding fits these filters' }).waitFor()
}

/** How many entries of the audit trail say that a finding was triaged. */
async function triaged(/** @type {Api} */ api) {
  const answer = await api.ask('audit/export?action=finding.status-changed')
  const last = (await answer.text()).trim().split('\n').at(-1) ?? ''
  return Number(JSON.parse(last).entries)
}

/** @param {Page} page Answers the dialog, filled in and counted. */
async function askToSuppressAll(page) {
  await page.getByRole('checkbox', { name: 'Select the loaded findings' }).check()
  await page.getByRole('button', { name: 'Select all 5,000 matching' }).click()
  await page.getByRole('button', { name: 'Suppress …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Won’t fix' }).check()
  await dialog
    .getByRole('textbox', { name: 'Reason' })
    .fill('Generated code is checked where it is generated')
  await dialog.getByText('30 days').click()
  await dialog.getByText('5,000 match: 5,000 will change.').waitFor()
  return dialog
}
