import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { shoot, signIn } from '../support/browser.mjs'
import { secureobs } from '../support/command.mjs'

/** The chain is verified in the page and, as exported, without it; a file with one word changed is not. */
export async function auditor(/** @type {import('../support/scenario.mjs').Scene} */ { page, at }) {
  await signIn(page, at('/audit?reads=true&period=all'), 'Olu Owner')
  await page.getByRole('button', { name: 'Verify now' }).click()
  await page.getByText(/^Chain verified to #[\d,]+, \d\d:\d\d$/).waitFor()
  await shoot(page, 'auditor-verified')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export everything' }).click(),
  ])
  await page.getByText(/^[\d,]+ entries in secureobs-audit-/).waitFor()

  const folder = await mkdtemp(path.join(tmpdir(), 'secureobs-audit-'))
  try {
    const file = path.join(folder, 'audit.jsonl')
    await download.saveAs(file)
    const whole = await secureobs(['audit', 'verify', file])
    assert.equal(whole.exit, 0, whole.said)

    const text = await readFile(file, 'utf8')
    assert.match(text, /"action":"gate\.decided"/)
    await writeFile(file, text.replace('"action":"gate.decided"', '"action":"gate.asked"'))
    const forged = await secureobs(['audit', 'verify', file])
    assert.equal(forged.exit, 4, forged.said)
    assert.match(forged.said, /was changed after it was sealed/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
