import assert from 'node:assert/strict'
import { shoot, signIn } from '../support/browser.mjs'
import { gateSays } from '../support/gate.mjs'
import { ownProject, sendRun } from '../support/project.mjs'

const injection = {
  ruleId: 'B608',
  filePath: 'shop/orders.py',
  startLine: 42,
  codeSnippet: 'db.execute("select * from orders where customer = " + name)',
  severity: 'CRITICAL',
  description: 'A query is built from what a customer sends.',
}
const harmless = { ...injection, ruleId: 'B101', filePath: 'shop/checks.py', startLine: 7, severity: 'LOW' }

/** From the red log, signed out, to the line that blocks; it is fixed, the next run is green, and the finding is over. */
export async function developer(/** @type {import('../support/scenario.mjs').Scene} */ scene) {
  const { page, at, another } = scene
  const admin = await another()
  await signIn(admin, at('/projects'))
  const mine = await ownProject({ ...scene, page: admin })
  const id = Date.now().toString(36)

  await sendRun(mine, { pipelineRunId: `red-${id}`, rows: [injection, harmless] })
  const red = await gateSays(mine, `red-${id}`)
  assert.equal(red.exit, 3, red.said)
  const [headline = ''] = /^Blocked: .*$/m.exec(red.said) ?? []

  await signIn(page, linkIn(red.said), 'Mia Member')
  await page.getByRole('heading', { level: 1, name: headline }).waitFor()
  const blocking = page.getByRole('region', { name: '1 finding that blocks' }).getByRole('listitem')
  assert.equal(await blocking.count(), 1)
  await blocking.getByText('shop/orders.py:42').waitFor()
  await blocking.getByText('New').waitFor()
  await shoot(page, 'developer-red')
  await blocking.getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: injection.description }).waitFor()
  await page.getByText('shop/orders.py:42').first().waitFor()
  await page.getByText(injection.codeSnippet).waitFor()
  const finding = page.url()

  await sendRun(mine, { pipelineRunId: `green-${id}`, rows: [harmless] })
  const green = await gateSays(mine, `green-${id}`)
  assert.equal(green.exit, 0, green.said)
  await page.goto(linkIn(green.said))
  await page.getByRole('heading', { level: 1, name: 'Passed' }).waitFor()
  await shoot(page, 'developer-green')

  await page.goto(finding)
  await page.getByText('No scan sees it any more. One that sees it again opens it.').waitFor()
  await page.goto(at(`/findings?projectId=${mine.projectId}`))
  await page
    .getByRole('navigation', { name: 'Where findings stand' })
    .getByRole('link', { name: 'Fixed' })
    .click()
  await page.getByRole('link', { name: injection.description }).waitFor()
  assert.equal(await page.locator('[data-finding-row]').count(), 1)
}

/** @param {string} said The log of `secureobs gate`. */
const linkIn = (said) => /^See (\S+)$/m.exec(said)?.[1] ?? assert.fail(`no link in ${said}`)
