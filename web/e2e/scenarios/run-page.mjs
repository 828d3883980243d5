import assert from 'node:assert/strict'
import { signIn } from '../support/browser.mjs'
import { gate } from '../support/gate.mjs'

/** From a red build to the line that blocks: the address that the command prints, signed out. */
export async function runPage(/** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at }) {
  const runs = await fetchRuns(page, at, ready.projectId)
  assert.equal(await gate(ready, runs.pipelineRunId), 3, 'the sample is blocked')
  await page.context().clearCookies()
  await page.goto(at(`/projects/${ready.projectId}/runs/${runs.id}`))
  await page.getByRole('heading', { level: 1, name: /^Blocked: \d+ high or worse, limit 0$/ }).waitFor()

  const rules = page.getByRole('region', { name: 'What blocks it' })
  const actual = await rules.getByRole('link', { name: /^\d+$/ }).textContent()
  const heading = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  assert.ok(heading.includes(` ${actual} `), 'the rule says the number of the heading')
  await page.getByRole('region', { name: 'Scanners' }).getByRole('table').waitFor()

  await page.getByRole('button', { name: 'Show every verdict of this run' }).click()
  await page.getByRole('button', { name: 'Replay' }).first().click()
  await page.getByText('same again').waitFor()

  const blocking = page.getByRole('region', { name: /that blocks?$/ }).getByRole('listitem')
  assert.ok((await blocking.count()) > 0)
  const title = await blocking.first().getByRole('link').first().textContent()
  await blocking.first().getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: title ?? '' }).waitFor()

  await page.goto(at('/runs?verdict=blocked'))
  await page.locator(`[data-run-row="${runs.id}"]`).waitFor()
}

async function fetchRuns(
  /** @type {import('playwright-core').Page} */ page,
  /** @type {(path: string) => string} */ at,
  /** @type {string} */ projectId,
) {
  await signIn(page, at(`/runs?projectId=${projectId}`))
  const rows = page.locator('[data-run-row]')
  await rows.first().waitFor()
  const row = rows.filter({ hasText: 'Blocked' }).first() // runs of plans alone are not decided
  return {
    id: (await row.getAttribute('data-run-row')) ?? '',
    pipelineRunId: (await row.getByRole('link').textContent()) ?? '',
  }
}
