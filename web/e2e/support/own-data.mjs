import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { accessible } from './axe.mjs'
import { narrowly } from './narrowly.mjs'

/** @typedef {import('playwright-core').Page} Page */

/**
 * Sets it, and waits until a round was held by it.
 * @param {Page} page On the page of the data.
 */
export async function retention(page) {
  const section = page.getByRole('region', { name: 'Retention' })
  await section.getByText('Everything is kept for ever.').waitFor()
  await section.getByRole('radio', { name: 'For a number of days' }).check()
  await section.getByRole('textbox', { name: 'Days' }).fill('7')
  await section.getByRole('button', { name: 'Save retention' }).click()
  await section.getByText('From 30 to 3,650 days.').waitFor()
  await accessible(page, 'data-fault')
  await section.getByRole('textbox', { name: 'Days' }).fill('90')
  await section.getByRole('button', { name: 'Save retention' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep for 90 days' }).click()
  await section.getByText('What is done with is kept for 90 days.').waitFor()
  await section.getByText('The last round is done').waitFor({ timeout: 100_000 })
  await section.getByText(/Nothing was old enough to be deleted\./).waitFor()
}

/**
 * From asking for one to the file, by the browser and by the command line.
 * @param {Page} page
 */
export async function archive(page) {
  const section = page.getByRole('region', { name: 'Archive', exact: true }).first()
  await section.getByRole('button', { name: 'Ask for an archive' }).click()
  await section.getByText(/rows? written so far/).waitFor()
  await accessible(page, 'data-writing')
  await section.getByText('Finished', { exact: true }).waitFor({ timeout: 120_000 })
  const shown = (await section.locator('[data-archive-sum]').textContent()) ?? ''
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    section.getByRole('button', { name: 'Download', exact: true }).click(),
  ])
  assert.match(download.suggestedFilename(), /^secureobs-\d{8}\.zip$/)
  const bytes = await readFile(await download.path())
  assert.equal(createHash('sha256').update(bytes).digest('hex'), shown)
  await accessible(page, 'data-archive')
  await narrowly(page, 'data-archive')
  const commands = section.getByRole('region', { name: 'Commands for the download' })
  assert.match(await inShell((await commands.textContent()) ?? ''), /secureobs-\d{8}\.zip: OK/)
  await section.getByRole('button', { name: 'Key for found secrets …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Show the key' }).click()
  await page.getByRole('dialog').locator('[data-new-key]').waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Copy key')
  await accessible(page, 'data-hash-key')
  await page.getByRole('dialog').getByRole('button', { name: 'I have stored it' }).click()
}

/**
 * What somebody copied, word for word, in a folder of its own.
 * @param {string} text
 */
async function inShell(text) {
  const folder = await mkdtemp(path.join(tmpdir(), 'secureobs-fetched-'))
  try {
    const { stdout } = await promisify(execFile)('bash', ['-ec', text], { cwd: folder })
    return stdout
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
