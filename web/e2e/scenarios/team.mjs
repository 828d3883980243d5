import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { shoot, signIn } from '../support/browser.mjs'

/** Asked for a second time on purpose; the browser itself reports its 404. */
export const usedInvitation = '/api/invitations/preview'

const pat = 'Pat Personal'

/** Invited, joined, promoted, removed: and the audit trail tells all of it. */
export async function team(/** @type {import('../support/scenario.mjs').Scene} */ { page, at, another }) {
  await signIn(page, at('/members'), 'Olu Owner')
  const link = await invite(page, `Trial ${Date.now()}`)
  assert.match(link, /\/invite#sobi_\w+$/)
  assert.ok(!(await page.content()).includes(link), 'closing the dialog forgets the link')

  const guest = await another()
  await signIn(guest, link, pat, link.replace(/#.*/, ''))
  await guest.getByRole('heading', { name: 'Join Contoso?' }).waitFor()
  await keepsNothingOf(guest, link.replace(/.*#/, ''))
  await guest.getByRole('button', { name: 'Join Contoso' }).click()
  await guest.waitForURL(at('/projects'))
  await guest.getByRole('table').waitFor()
  await keepsNothingOf(guest, link.replace(/.*#/, ''))
  for (const name of ['API keys', 'Audit'])
    assert.equal(await guest.getByRole('link', { name }).count(), 0, `${name} is no link for a member`)

  await page.reload()
  const row = page.getByRole('region', { name: 'Members' }).getByRole('row').filter({ hasText: pat })
  await row.getByRole('combobox', { name: `Role of ${pat}` }).click()
  await page.getByRole('option', { name: 'Admin' }).click()
  await guest.reload()
  await guest.getByRole('link', { name: 'Audit' }).waitFor()

  await row.getByRole('button', { name: `Remove ${pat}` }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Remove ${pat}` })
    .click()
  await row.waitFor({ state: 'detached' })
  await guest.goto(at('/projects'))
  await guest.getByRole('heading', { name: 'This page does not exist' }).waitFor()
  await guest.goto('about:blank')
  await guest.goto(link)
  await guest.getByRole('heading', { name: 'This invitation does not work' }).waitFor()

  await auditTells(page)
}

/** @param {import('playwright-core').Page} page */
async function auditTells(page) {
  await page.getByRole('link', { name: 'Audit' }).click()
  const rows = page.getByRole('region', { name: 'Audit trail' }).getByRole('row')
  await rows.filter({ hasText: 'Member removed' }).first().waitFor()
  await page.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'Role changed' }).click()
  await page.waitForURL(/action=member\.role-changed/)
  const changed = rows.filter({ hasText: 'member → admin' }).first()
  await changed.waitFor()
  assert.match((await changed.textContent()) ?? '', /Olu Owner/)
  await page.getByRole('button', { name: 'Verify now' }).click()
  await page.getByText(/^Chain verified to #\d/).waitFor()
  await shoot(page, 'audit-filtered')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export these entries' }).click(),
  ])
  const lines = (await readFile(await download.path(), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const entries = lines.filter((line) => line.type === 'entry')
  assert.equal(lines.at(-1).type, 'end')
  assert.ok(entries.length > 0)
  assert.ok(entries.every((entry) => entry.action === 'member.role-changed'))
  assert.match(download.suggestedFilename(), /^secureobs-audit-[\d-]+\.jsonl$/)
}

/**
 * @param {import('playwright-core').Page} page On the page of members.
 * @param {string} note
 * @returns {Promise<string>} The link, seen once.
 */
export async function invite(page, note) {
  await page.getByRole('button', { name: 'Invite people' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('For whom').fill(note)
  await dialog.getByRole('button', { name: 'Create link' }).click()
  const link = (await dialog.locator('[data-new-link]').textContent()) ?? ''
  await dialog.getByRole('button', { name: 'I have sent it' }).click()
  await dialog.waitFor({ state: 'hidden' })
  return link
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} token
 */
async function keepsNothingOf(page, token) {
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, history.state]),
  )
  assert.ok(token.length > 20 && !kept.includes(token), 'the browser keeps no token of an invitation')
}
