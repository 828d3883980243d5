import assert from 'node:assert/strict'
import { signIn } from '../support/browser.mjs'
import { gate } from '../support/gate.mjs'

export async function unblockTheGate(
  /** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at },
) {
  await signIn(page, at(`/projects/${ready.projectId}/runs`))
  const run = page
    .locator('[data-run-row]')
    .filter({ hasText: /Blocked|Passed/ })
    .first() // runs of plans alone are not decided
  const pipelineRunId = (await run.getByRole('link').textContent()) ?? ''
  assert.equal(await gate(ready, pipelineRunId), 3, 'the sample starts blocked')

  const blockers = at(`/findings?projectId=${ready.projectId}&severity=CRITICAL&severity=HIGH`)
  await page.goto(blockers)
  await page.locator('[data-finding-row]').first().waitFor()
  await page.locator('[data-finding-row]').first().getByRole('link').click()
  let suppressed = 0
  for (;;) {
    await page.getByRole('radio', { name: 'Risk accepted' }).check()
    await page.getByLabel('Reason').fill('Accepted for the demonstration')
    // The page shows the new status before it is stored, and leaving it would stop the question.
    await Promise.all([stored(page), page.getByRole('button', { name: 'Suppress finding' }).click()])
    await page.getByRole('button', { name: 'Re-open finding' }).waitFor()
    suppressed += 1
    const next = page.getByRole('button', { name: 'Next finding' })
    if ((await next.count()) === 0) break
    await next.click()
  }
  assert.ok(suppressed > 0)
  await page.goto(blockers)
  await page.getByRole('heading', { name: 'No finding fits these filters' }).waitFor()
  assert.equal(await gate(ready, pipelineRunId), 0, `the gate opens after ${suppressed} suppressions`)

  await page.goto(`${blockers}&status=suppressed`)
  await page.locator('[data-finding-row]').first().getByRole('link').click()
  await Promise.all([stored(page), page.getByRole('button', { name: 'Re-open finding' }).click()])
  await page.getByRole('button', { name: 'Suppress finding' }).waitFor()
  assert.equal(await gate(ready, pipelineRunId), 3, 'one open blocker closes it again')
}

/** Until the status that was just set is stored. */
async function stored(/** @type {import('playwright-core').Page} */ page) {
  const answer = await page.waitForResponse((one) => /\/findings\/[^/]+\/status$/.test(one.url()))
  assert.ok(answer.ok(), `the status is stored: ${answer.status()}`)
}
