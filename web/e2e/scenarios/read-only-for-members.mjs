import assert from 'node:assert/strict'
import { signIn } from '../support/browser.mjs'

export async function readOnlyForMembers(
  /** @type {import('../support/scenario.mjs').Scene} */ { page, ready, at },
) {
  await signIn(page, at(`/projects/${ready.projectId}/settings`), 'Mia Member')
  await page.getByText('You can see these settings.').waitFor()
  await page.getByRole('switch').first().waitFor()
  assert.equal(await page.getByRole('button', { name: /^Save/ }).count(), 0)
  assert.equal(await page.getByRole('switch').first().isDisabled(), true)

  for (const name of ['API keys', 'Audit'])
    assert.equal(await page.getByRole('link', { name }).count(), 0, `${name} is no link for a member`)
  await page.getByRole('link', { name: 'Members' }).click()
  await page
    .getByRole('row')
    .filter({ hasText: 'Mia Member' })
    .getByRole('button', { name: 'Leave' })
    .waitFor()
  assert.equal(await page.getByRole('button', { name: /^(Remove|Invite)/ }).count(), 0)
  assert.equal(await page.getByRole('combobox').count(), 0)

  await page.goto(at('/set-up'))
  await page.getByRole('heading', { name: 'Admins and owners set projects up' }).waitFor()
  await page.getByText(/ can make you an admin, or do it for you\.$/).waitFor()
  await page.goto(at('/audit'))
  await page.getByRole('heading', { name: 'You may not see the audit trail' }).waitFor()
  await page.goto(at('/api-keys'))
  await page.getByRole('heading', { name: 'You may not see API keys' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Create API key' }).count(), 0)

  await page.goto(at('/notifications'))
  await page.getByRole('region', { name: 'Your own digest' }).getByRole('radio').first().waitFor()
  assert.equal(await page.getByRole('heading', { name: 'Channels' }).count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Add a channel' }).count(), 0)
  await page.goto(at('/notifications/00000000-0000-7000-8000-000000000000'))
  await page.getByRole('heading', { name: 'You may not see what channels were told' }).waitFor()
}
