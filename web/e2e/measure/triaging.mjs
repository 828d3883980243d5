import assert from 'node:assert/strict'
import { signIn } from '../support/browser.mjs'
import { ownProject, sendRun } from '../support/project.mjs'
import { Hands } from './hands.mjs'

/** @typedef {import('../support/scenario.mjs').Scene} Scene */

const reason = 'Generated code'

/** @param {number} count */
const rowsOf = (count) =>
  Array.from({ length: count }, (_, at) => ({
    ruleId: 'noise',
    filePath: `generated/file-${at}.js`,
    startLine: 1,
    codeSnippet: `call${at}()`,
    severity: 'LOW',
    description: `Generated code does something odd in file ${at}`,
  }))

/**
 * A project with these findings and one that is another matter.
 * @param {Scene} scene
 * @param {number} count
 */
async function seed(scene, count) {
  await signIn(scene.page, scene.at('/projects'))
  const mine = await ownProject(scene)
  const other = { ruleId: 'B602', filePath: 'shop/shell.py', severity: 'HIGH' }
  await sendRun(mine, { pipelineRunId: `many-${Date.now()}`, rows: [...rowsOf(count), other] })
  return mine
}

/** A thousand that a filter finds, with a reason, for 90 days. */
export async function manySuppressed(/** @type {Scene} */ scene) {
  const { page, at } = scene
  const mine = await seed(scene, 1000)
  await page.goto(at(`/findings?projectId=${mine.projectId}`))
  await page.getByText('1,001 open findings').waitFor()

  const hands = new Hands()
  await hands.click(page.getByRole('button', { name: 'Only Low' }))
  await page.getByText('1,000 open findings').waitFor()
  await hands.click(page.getByRole('checkbox', { name: 'Select the loaded findings' }))
  await hands.click(page.getByRole('button', { name: 'Select all 1,000 matching' }))
  await hands.click(page.getByRole('button', { name: 'Suppress …' }))
  const dialog = page.getByRole('dialog')
  await hands.click(dialog.getByRole('radio', { name: 'Won’t fix' }))
  await hands.press(page, 'Tab')
  await hands.type(page, reason)
  await dialog.getByText('1,000 match: 1,000 will change.').waitFor()
  await hands.click(dialog.getByRole('button', { name: 'Suppress 1,000 findings' }))
  await page.getByText('1,000 findings suppressed').waitFor()
  hands.arrive()
  assert.ok(hands.clicks <= 7, `${hands.clicks} clicks`)
  return {
    journey: 'Suppress 1,000 matches of a filter, with reason and 90 days',
    target: '≤ 7 clicks; 1 round',
    ours: `${hands.clicks} clicks, ${hands.keys - reason.length} key and the reason; 1 round; ${hands.seconds.toFixed(1)} s`,
  }
}

/** A thousand below a path in a project of four eyes: asked for by one, approved by another. */
export async function widelySuppressed(/** @type {Scene} */ scene) {
  const { page, at, another } = scene
  const mine = await seed(scene, 1000)
  await page.goto(at(`/projects/${mine.projectId}/settings`))
  await page.getByRole('switch', { name: 'Four eyes' }).check()
  await page.getByRole('button', { name: 'Save triage settings' }).click()
  await page.getByText('Due dates of open findings follow.').waitFor()
  await page.goto(at(`/projects/${mine.projectId}/suppressions`))
  const owner = await another()
  await signIn(owner, at(''), 'Olu Owner')

  const hands = new Hands()
  await hands.click(page.getByRole('button', { name: 'Suppress a path or rule' }))
  const dialog = page.getByRole('dialog')
  await hands.click(dialog.getByLabel('Path pattern'))
  await hands.type(page, 'generated/**')
  await dialog.getByText('It would hold 1,000 open findings now.').waitFor()
  await hands.click(dialog.getByRole('radio', { name: 'Won’t fix' }))
  await hands.click(dialog.getByRole('textbox', { name: 'Reason' }))
  await hands.type(page, reason)
  await hands.click(dialog.getByRole('button', { name: 'Suppress this path' }))
  await dialog.waitFor({ state: 'hidden' })
  await owner.goto(at('/suppressions?state=waiting'))
  hands.clicks += 1 // the tile of the overview
  await hands.click(owner.getByRole('button', { name: 'Approve: Path generated/**' }))
  await owner.getByRole('heading', { name: 'Nothing waits for an approval' }).waitFor()
  hands.arrive()
  assert.ok(hands.clicks <= 7, `${hands.clicks} clicks`)
  return {
    journey: 'The same by their path, asked for by one and approved by another',
    target: '≤ 7 clicks; 1 round',
    ours: `${hands.clicks} clicks of both; 1 round; ${hands.seconds.toFixed(1)} s`,
  }
}

/** Twenty new findings, each looked at and given to oneself, without a mouse. */
export async function triage(/** @type {Scene} */ scene) {
  const { page, at } = scene
  const mine = await seed(scene, 19)
  await page.goto(at(`/findings?status=open&unassigned=true&projectId=${mine.projectId}`))
  await page.getByText('20 findings that nobody looked at').waitFor()
  await page.locator('[data-finding-row]').first().focus()

  const hands = new Hands()
  for (let left = 20; left > 0; left--) {
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-finding-row'))
    await hands.press(page, 'a')
    await page.getByRole('dialog').getByRole('button', { name: 'Assign 1 finding' }).waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]'))
    await hands.press(page, 'Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.waitForFunction(
      (rows) => document.querySelectorAll('[data-finding-row]').length === rows,
      left - 1,
    )
  }
  hands.arrive()
  const each = hands.keys / 20
  assert.ok(each <= 3, `${each} keys`)
  return {
    journey: 'Triage 20 new findings without a mouse',
    target: '≤ 3 keys each; no error',
    ours: `${each} keys each; no error; ${hands.seconds.toFixed(1)} s`,
  }
}
