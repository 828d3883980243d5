import { shoot, signIn } from '../support/browser.mjs'

/** A pipeline is trusted by what its CI system says of it, tried with claims that match and that do not, and revoked. */
export async function keyless(/** @type {import('../support/scenario.mjs').Scene} */ { page, at }) {
  await signIn(page, at('/projects'))
  await page.getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(`Keyless ${Date.now()}`)
  await page.getByRole('dialog').getByRole('button', { name: 'Create project' }).click()
  await page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByText('No pipeline is trusted yet.').waitFor()

  await page.getByRole('button', { name: 'Trust a pipeline' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Trust it' }).click()
  await dialog.getByText('Say which repository you mean.').waitFor()
  await dialog.getByLabel('Name').fill('Builds of main')
  await dialog.getByLabel('Repository').fill('octo-org/shop')
  await shoot(page, 'keyless-create')
  await dialog.getByRole('button', { name: 'Trust it' }).click()
  const row = page
    .getByRole('region', { name: 'Trust rules' })
    .getByRole('row')
    .filter({ hasText: 'Builds of main' })
  await row.getByText('octo-org/shop').waitFor()

  const claims = (/** @type {string} */ ref) =>
    JSON.stringify({
      iss: 'https://token.actions.githubusercontent.com',
      aud: new URL(page.url()).origin,
      repository: 'octo-org/shop',
      ref,
    })
  const tried = page.getByRole('region', { name: 'What Builds of main says' })
  await page.getByLabel('Try a token').fill(claims('refs/heads/dev'))
  await page.getByRole('button', { name: 'Try it' }).click()
  await tried.getByText('Does not match').waitFor()
  await tried.getByRole('row').filter({ hasText: 'refs/heads/dev' }).getByText('Different').waitFor()
  await shoot(page, 'keyless-tried')
  await page.getByLabel('Try a token').fill(claims('refs/heads/main'))
  await page.getByRole('button', { name: 'Try it' }).click()
  await tried.getByText('Matches', { exact: true }).waitFor()

  await row.getByRole('button', { name: 'Revoke Builds of main' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke Builds of main' }).click()
  await row.getByText('Revoked').waitFor()
  await page.getByLabel('Try a token').waitFor({ state: 'detached' })
}
