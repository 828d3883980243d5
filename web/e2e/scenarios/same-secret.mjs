import assert from 'node:assert/strict'
import { shoot, signIn } from '../support/browser.mjs'

/** One secret in two files: each finding leads to the other, and neither shows the secret. */
export async function sameSecret(/** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at }) {
  const secret = `AKIA${String(Date.now()).padStart(16, 'Q').slice(-16)}`
  const [first, second] = ['deploy/one.env', 'deploy/two.env']
  const row = (/** @type {string} */ file) => ({
    ruleId: 'aws-access-token',
    description: 'AWS credential',
    file,
    startLine: 3,
    endLine: 3,
    fingerprint: `${file}:aws-access-token:3:${secret.slice(-4)}`,
    match: `aws_key = "${secret}"`,
    projectId: ready.projectId,
    pipelineRunId: `same-secret-${Date.now()}`,
    scannerImageVersion: '8.30.0',
  })
  const answer = await fetch(`${ready.apiUrl}/findings/bulk-gitleaks`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Api-Key': ready.apiKey },
    body: JSON.stringify([row(first), row(second)]),
  })
  assert.equal(answer.status, 200, await answer.text())

  await signIn(page, at(`/findings?text=${encodeURIComponent(first)}`))
  await page.locator('[data-finding-row]').first().getByRole('link').click()
  const same = page.getByRole('region', { name: 'Same secret' })
  await same.getByText('Also at 1 other place. Revoking it once ends them all.').waitFor()
  await shoot(page, 'same-secret')
  for (const [here, there] of [
    [first, second],
    [second, first],
  ]) {
    await page.getByText(`${here}:3`).first().waitFor()
    await same.getByRole('link', { name: `${there}:3` }).click()
    await same.getByRole('link', { name: `${here}:3` }).waitFor()
    assert.ok(!(await page.content()).includes(secret), 'the page knows no secret')
  }
}
