import assert from 'node:assert/strict'
import { shoot, signIn } from '../support/browser.mjs'
import { createKey, createProject, scannedRun } from '../support/project.mjs'

/** A path of a project is asked to be left alone, approved by somebody else, holds, and is lifted. */
export async function wideSuppression(/** @type {import('../support/scenario.mjs').Scene} */ scene) {
  const { page, ready, at, another } = scene
  await signIn(page, at('/projects'))
  const projectId = await createProject(page)
  const apiKey = await createKey(page, at(`/api-keys?projectId=${projectId}`))
  await scannedRun({ ...ready, projectId, apiKey }, 'suppressed', 'main', ['HIGH', 'LOW'])

  const settings = at(`/projects/${projectId}/settings`)
  await page.goto(settings)
  await page.getByRole('switch', { name: 'Four eyes' }).check()
  await page.getByLabel('Link to the code').fill('https://git.example/{commit}/{path}#L{line}')
  await page.getByText(/^https:\/\/git\.example\/.*\/src\/suppressed-\d\.py#L3/).waitFor()
  await page.getByRole('button', { name: 'Save triage settings' }).click()
  await page.getByText('Due dates of open findings follow.').waitFor()

  const list = at(`/projects/${projectId}/suppressions`)
  await page.goto(list)
  await page.getByRole('button', { name: 'Suppress a path or rule' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Path pattern').fill('src/**')
  await dialog.getByText('It would hold 2 open findings now.').waitFor()
  await dialog.getByRole('radio', { name: 'Won’t fix' }).check()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Only a demonstration')
  await shoot(page, 'wide-suppression')
  await dialog.getByRole('button', { name: 'Suppress this path' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const row = page.getByRole('row').filter({ hasText: 'src/**' })
  await page.getByText('Waiting', { exact: true }).click()
  await page.waitForURL(/state=waiting/)
  await row.getByText('You asked for it: another admin or owner answers').waitFor()
  assert.equal(await row.getByRole('button', { name: /^Approve/ }).count(), 0)

  const owner = await another()
  await signIn(owner, at('/suppressions?state=waiting'), 'Olu Owner')
  await owner.getByRole('button', { name: 'Approve: Path src/**' }).click()
  await owner.getByRole('heading', { name: 'Nothing waits for an approval' }).waitFor()

  await page.goto(list)
  await row.getByRole('link', { name: '2 findings now' }).waitFor()
  await shoot(page, 'suppressions-in-force')
  await row.getByRole('button', { name: 'Lift: Path src/**' }).click()
  await dialog.getByRole('button', { name: 'Lift, and open 2 findings' }).click()
  await page.getByRole('heading', { name: 'Nothing is suppressed' }).waitFor()
  await page.getByText('Ended', { exact: true }).click()
  await row.getByText('lifted by Ada Admin').waitFor()
  await vex(page, at('/suppressions'))
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} address
 */
async function vex(page, address) {
  const statement = {
    vulnerability: { name: 'CVE-2099-1' },
    products: [{ '@id': 'pkg:npm/nobody-has-this@1.0.0' }],
    status: 'not_affected',
    justification: 'component_not_present',
  }
  const document = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    statements: [statement, { status: 'fixed' }],
  }
  await page.goto(address)
  await page.getByRole('button', { name: 'Import VEX' }).click()
  const dialog = page.getByRole('dialog')
  const file = (/** @type {string} */ text) => ({
    name: 'vex.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  })
  await dialog.locator('input[type=file]').setInputFiles(file('{}'))
  await dialog.getByText('Its @context does not say that it is OpenVEX.').waitFor()
  await dialog.locator('input[type=file]').setInputFiles(file(JSON.stringify(document)))
  await dialog.getByText('2 statements: 1 not affected and 1 fixed.').waitFor()
  await dialog.getByRole('button', { name: 'Import 2 statements' }).click()
  await dialog.getByText('No finding was decided anew.').waitFor()
  await dialog.getByText('0 statements matched a finding, 1 matched none.').waitFor()
  await dialog.getByText('1 statement was not understood.').waitFor()
  await shoot(page, 'vex-result')
  await dialog.getByRole('button', { name: 'Done' }).click()
}
