import assert from 'node:assert/strict'
import { shoot, signIn } from '../support/browser.mjs'
import { invite } from './team.mjs'

/** Refused on purpose; the browser itself reports their answers. */
export const refusals = ['/api/invitations/preview', '/role', '/audit/webhook']

const pat = 'Pat Personal'

/** An organisation from its first day: made, shared with an owner who leaves, and its audit trail sent away and no more. */
export async function ownOrganisation(/** @type {import('../support/scenario.mjs').Scene} */ scene) {
  const { page, at, another } = scene
  const name = `Trial ${Date.now()}`
  await signIn(page, at('/projects'), 'Olu Owner')
  await page.getByRole('button', { name: /^Organisation Contoso/ }).click()
  await page.getByRole('menuitem', { name: 'Create an organisation' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Create organisation' }).click()
  await page.getByRole('button', { name: `Organisation ${name}, owner. Switch` }).waitFor()
  await page.getByRole('heading', { level: 1, name: 'Set-up guide' }).waitFor()
  const home = page.url().replace(/\/set-up$/, '')
  assert.notEqual(home, at(''))

  await page.getByRole('link', { name: 'Findings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Findings' }).waitFor()
  await page.getByRole('link', { name: 'Members' }).click()
  const guest = await another()
  await revokedInvitation(page, guest)
  await lastOwnerStays(page, guest, name, home)
  await formerMember(page)
  await webhook(page)
  await changesOrAll(page)
}

/**
 * @param {import('playwright-core').Page} page On the page of members.
 * @param {import('playwright-core').Page} guest
 */
async function revokedInvitation(page, guest) {
  const link = await invite(page, 'Sent to the wrong address')
  const row = page
    .getByRole('region', { name: 'Members' })
    .getByRole('row')
    .filter({ hasText: 'Sent to the wrong address' })
  await row.getByRole('button', { name: 'Revoke the invitation Sent to the wrong address' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke the invitation' }).click()
  await row.waitFor({ state: 'detached' })
  await page.getByText('Accepted and revoked invitations').click()
  const past = page.getByRole('table', { name: 'Invitations' }).getByRole('row')
  await past.filter({ hasText: 'Sent to the wrong address' }).getByText('Revoked').waitFor()
  await signIn(guest, link, pat, link.replace(/#.*/, ''))
  await guest.getByRole('heading', { name: 'This invitation does not work' }).waitFor()
}

/**
 * Both are owners, Pat steps down unseen, and then Olu is refused to: Olu's page still shows two.
 * @param {import('playwright-core').Page} page On the page of members.
 * @param {import('playwright-core').Page} guest Signed in as Pat.
 * @param {string} name
 * @param {string} home
 */
async function lastOwnerStays(page, guest, name, home) {
  const link = await invite(page, 'The right address')
  await guest.goto('about:blank')
  await guest.goto(link)
  await guest.getByRole('button', { name: `Join ${name}` }).click()
  await guest.waitForURL(`${home}/projects`)

  await page.reload()
  const roleOf = (/** @type {typeof page} */ one, /** @type {string} */ who) =>
    one.getByRole('combobox', { name: `Role of ${who}` })
  const choose = async (
    /** @type {typeof page} */ one,
    /** @type {string} */ who,
    /** @type {string} */ role,
  ) => {
    await roleOf(one, who).click()
    await one.getByRole('option', { name: role }).click()
  }
  await choose(page, pat, 'Owner')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Make ${pat} an owner` })
    .click()
  await roleOf(page, 'Olu Owner').waitFor()

  await guest.goto(`${home}/members`)
  await choose(guest, pat, 'Member')
  await guest.getByRole('dialog').getByRole('button', { name: 'Make me a member' }).click()
  await guest.getByRole('combobox').first().waitFor({ state: 'detached' })

  // What rolls back is the page itself: the list it would fetch again waits until that was seen.
  /** @type {(value?: unknown) => void} */
  let release = () => {}
  const seen = new Promise((resolve) => {
    release = resolve
  })
  await page.route(/\/members(\?.*)?$/, async (route) => {
    await seen
    await route.continue()
  })
  await choose(page, 'Olu Owner', 'Admin')
  await page.getByRole('dialog').getByRole('button', { name: 'Make me an admin' }).click()
  const refusal = page.getByRole('alert').filter({ hasText: 'An organisation always has an owner' })
  await refusal.waitFor()
  const mine = page.getByRole('region', { name: 'Members' }).getByRole('row').filter({ hasText: 'Olu Owner' })
  await mine.getByText('The only one: make somebody else an owner first').waitFor()
  await shoot(page, 'role-refused')
  release()
  await page.unrouteAll({ behavior: 'wait' })

  await guest.getByRole('button', { name: 'Leave' }).click()
  await guest
    .getByRole('dialog')
    .getByRole('button', { name: `Leave ${name}` })
    .click()
  await guest.waitForURL((url) => url.pathname === '/' || !url.href.startsWith(home))
  await guest.goto(`${home}/projects`)
  await guest.getByRole('heading', { name: 'This page does not exist' }).waitFor()
  await page.reload()
  await page.getByText('The only one: make somebody else an owner first').waitFor()
  assert.equal(await page.getByRole('row').filter({ hasText: 'pat@outlook.example' }).count(), 0)
}

/** @param {import('playwright-core').Page} page On the page of members, of an owner; Pat has left. */
async function formerMember(page) {
  await page.getByText('People who have left').click()
  const row = page
    .getByRole('table', { name: 'People who have left' })
    .getByRole('row')
    .filter({ hasText: pat })
  await row.getByRole('button', { name: `Erase the name of ${pat}` }).click()
  await shoot(page, 'erase-former-member')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Erase the name of ${pat}` })
    .click()
  await page.getByText('People who have left').waitFor({ state: 'detached' })
}

/** @param {import('playwright-core').Page} page Of an owner. */
async function webhook(page) {
  await page.getByRole('link', { name: 'Settings' }).click()
  const address = page.getByLabel('Post them to')
  const save = page.getByRole('button', { name: 'Save webhook' })
  await address.fill('https://10.0.0.7/checkpoints')
  await save.click()
  await page
    .getByRole('alert')
    .getByText('Checkpoints cannot be sent to this address: its address must be public.')
    .waitFor()
  await shoot(page, 'webhook-refused')

  await address.fill('https://audit.example/checkpoints')
  await save.click()
  await page.getByRole('button', { name: 'Stop posting' }).waitFor()
  assert.equal(await page.getByRole('alert').filter({ hasText: 'must be public' }).count(), 0)
  await page.reload()
  await page.getByRole('button', { name: 'Stop posting' }).waitFor()
  assert.equal(await address.inputValue(), 'https://audit.example/checkpoints')

  await page.getByRole('button', { name: 'Stop posting' }).click()
  await page.getByRole('button', { name: 'Stop posting' }).waitFor({ state: 'detached' })
  await page.reload()
  await address.waitFor()
  assert.equal(await address.inputValue(), '')
}

/** @param {import('playwright-core').Page} page Of an owner who looked at findings before. */
async function changesOrAll(page) {
  await page.getByRole('link', { name: 'Audit' }).click()
  const rows = page.getByRole('region', { name: 'Audit trail' }).getByRole('row')
  await rows.filter({ hasText: 'Checkpoint webhook removed' }).waitFor()
  await rows.filter({ hasText: 'Checkpoint webhook set' }).getByText('Posted to: audit.example').waitFor()
  for (const word of ['Invitation revoked', 'Member left', 'Organisation created'])
    assert.equal(await rows.filter({ hasText: word }).count(), 1, word)
  const looks = rows.filter({ hasText: 'Findings listed' })
  assert.equal(await looks.count(), 0, 'who only looked is left out')

  const which = page.getByRole('radiogroup', { name: 'Which entries' })
  await which.getByText('All', { exact: true }).click()
  await page.waitForURL(/\?reads=true$/)
  await looks.first().waitFor()
  await rows.filter({ hasText: 'Checkpoint webhook removed' }).waitFor()
  await page.getByRole('combobox', { name: 'When' }).click()
  await page.getByRole('option', { name: 'All time' }).click()
  await page.getByRole('button', { name: 'Export everything' }).waitFor()
  await page.reload()
  await looks.first().waitFor()
  await which.getByText('Changes only').click()
  await looks.first().waitFor({ state: 'detached' })
  assert.ok(!page.url().includes('reads'), page.url())
  await page.getByRole('button', { name: 'Export these entries' }).waitFor()
}
