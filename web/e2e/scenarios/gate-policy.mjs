import assert from 'node:assert/strict'
import { shoot, signIn } from '../support/browser.mjs'
import { createKey, createProject, scannedRun } from '../support/project.mjs'
import { post } from '../support/topology.mjs'

/** Saved by somebody else meanwhile: refused on purpose, and reported by the browser itself. */
export const overtaken = '/gate-policy/document'

/** @typedef {import('playwright-core').Page} Page */

/** A policy is tried on the last runs, saved with its difference in words, decides, and stands in the audit trail. */
export async function gatePolicy(/** @type {import('../support/scenario.mjs').Scene} */ scene) {
  const { page, ready, at, another } = scene
  await signIn(page, at('/projects'))
  const projectId = await createProject(page)
  const home = at(`/projects/${projectId}`)
  const mine = { ...ready, projectId, apiKey: await createKey(page, at(`/api-keys?projectId=${projectId}`)) }
  const runs = []
  for (const [branch, severities] of [
    ['main', ['CRITICAL', 'MEDIUM']],
    ['main', ['MEDIUM', 'MEDIUM']],
    ['feature/checkout', ['LOW']],
  ])
    runs.push(await scannedRun(mine, `policy-${runs.length + 1}`, String(branch), [severities ?? []].flat()))

  await page.goto(`${home}/settings#gate`)
  const gate = page.getByRole('region', { name: 'Gate', exact: true })
  await gate.getByText('One of the three simple policies is in force').waitFor()
  await gate.getByText('Of your last 3 runs, 1 is blocked by the policy in force.').waitFor()

  await gate.getByRole('radio', { name: 'Rules of its own' }).check()
  await gate
    .getByRole('group', { name: 'Limits', exact: true })
    .getByRole('button', { name: 'Add a limit' })
    .click()
  await gate.getByLabel('Severity of limit 1').selectOption('MEDIUM')
  await gate.getByLabel('Number of limit 1').fill('1')
  await gate
    .getByText('With this policy your last 3 runs would have: 2 blocked (now 1); 1 run would change.')
    .waitFor()
  const flips = gate.getByRole('list', { name: 'Runs that would change' })
  await flips.getByRole('link', { name: 'policy-2' }).waitFor()
  assert.equal(await flips.getByRole('listitem').count(), 1)
  const link = await flips.getByRole('link').getAttribute('href')
  assert.ok(link?.endsWith(`/runs/${runs[1]}`), `${link} leads to the run`)
  await gate
    .getByRole('link', { name: /^Run policy-2 of main: not blocked now, would be blocked$/ })
    .waitFor()
  await shoot(page, 'gate-policy-form')
  await json(gate, page)

  await overtake(await another(), `${home}/settings`)
  await save(page, gate, 1, 'Block when more than 1 open finding is of medium severity or worse')
  await gate.getByText('Somebody saved version 1 while you were editing version 0.').waitFor()
  await shoot(page, 'gate-policy-overtaken')
  await gate.getByRole('button', { name: /^Keep my changes/ }).click()
  await save(page, gate, 2, 'Block when more than 1 open finding is of medium severity or worse')
  await gate.getByText('Version 2 is in force.').waitFor()
  await gate.getByText('Of your last 3 runs, 2 are blocked by the policy in force.').waitFor()

  const { blocked, reasons } = await post(mine, `projects/${projectId}/runs/${runs[1]}/gate`, {})
  assert.equal(blocked, true)
  assert.match(reasons[0].text, /medium/i)
  assert.equal((await post(mine, `projects/${projectId}/runs/${runs[2]}/gate`, {})).blocked, false)

  await page.goto(home)
  const latest = page.getByRole('table', { name: 'Latest runs' })
  await latest.getByRole('row').filter({ hasText: 'policy-2' }).getByText('Blocked').waitFor()
  await latest.getByRole('row').filter({ hasText: 'policy-3' }).getByText('Passed').waitFor()
  await page.goto(at(`/audit?subject=${projectId}`))
  await page
    .getByRole('region', { name: 'Audit trail' })
    .getByText(/Gate policy/i)
    .first()
    .waitFor()
}

/**
 * The same document as text: what is no policy is said, and the form's rules are all there.
 * @param {import('playwright-core').Locator} gate
 * @param {Page} page
 */
async function json(gate, page) {
  await gate.getByText('JSON', { exact: true }).click()
  const document = gate.getByLabel('Document')
  const text = await document.inputValue()
  const { thresholds } = JSON.parse(text)
  assert.deepEqual(thresholds, [{ severity: 'MEDIUM', moreThan: 1 }])
  await document.fill('{')
  await gate.getByText(/^This is no JSON/).waitFor()
  assert.equal(await gate.getByRole('button', { name: 'Review and save' }).isDisabled(), true)
  await shoot(page, 'gate-policy-json')
  await document.fill(text)
  await gate.getByText('Form', { exact: true }).click()
  assert.equal(await gate.getByLabel('Number of limit 1').inputValue(), '1')
}

/**
 * Somebody else saves first.
 * @param {Page} page
 * @param {string} address
 */
async function overtake(page, address) {
  await signIn(page, address, 'Olu Owner')
  const gate = page.getByRole('region', { name: 'Gate', exact: true })
  await gate.getByRole('radio', { name: 'Rules of its own' }).check()
  await gate.getByLabel('Grace until due').check()
  await save(page, gate, 1, 'A finding does not count before it is due')
  await gate.getByText('Version 1 is in force.').waitFor()
}

/**
 * @param {Page} page
 * @param {import('playwright-core').Locator} gate
 * @param {number} version
 * @param {string} words What the difference says.
 */
async function save(page, gate, version, words) {
  await gate.getByRole('button', { name: 'Review and save' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(words).waitFor()
  await shoot(page, `gate-policy-save-${version}`)
  await dialog.getByRole('button', { name: `Save as version ${version}` }).click()
  await dialog.waitFor({ state: 'hidden' })
}
