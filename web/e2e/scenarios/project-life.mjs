import assert from 'node:assert/strict'
import { signIn } from '../support/browser.mjs'

export async function projectLife(/** @type {import('../support/scenario.mjs').Scene} */ { page, at }) {
  const [name, renamed] = [`Trial ${Date.now()}`, `Renamed ${Date.now()}`]
  await signIn(page, at('/projects'))
  await page.getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('heading', { name: 'Waiting for the first run' }).waitFor()

  await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('Name of the project').fill(renamed)
  await page.getByRole('button', { name: 'Save name' }).click()
  await page.getByRole('heading', { level: 1, name: renamed }).waitFor()

  await page.getByRole('button', { name: 'Archive this project' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Archive ${renamed}` })
    .click()
  await page.getByText('It takes no findings and opens no run.').waitFor()

  const row = page.getByRole('row').filter({ hasText: renamed })
  await page.goto(at('/projects'))
  await page.getByRole('table').waitFor()
  assert.equal(await row.count(), 0, 'an archived project is no more among those in use')
  await page.getByText('Archived', { exact: true }).click()
  await page.waitForURL(/archived=true/)
  await row.getByRole('button', { name: `Restore ${renamed}` }).click()
  await row.waitFor({ state: 'detached' })
  await page.getByText('Active', { exact: true }).click()
  await row.waitFor()
}
