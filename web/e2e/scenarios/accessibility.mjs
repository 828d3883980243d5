import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import { shoot, signIn } from '../support/browser.mjs'
import { sendPlans } from './infrastructure.mjs'
import { invite } from './team.mjs'

/** Looked at for the page of a finding that does not exist; the browser itself reports its 404. */
export const missingFinding = '/findings/00000000-0000-7000-8000-000000000000'

/** @param {'light' | 'dark'} scheme */
export const accessibility =
  (scheme) => async (/** @type {import('../dashboard.test.mjs').Scene} */ scene) => {
    const { page, ready, at, another } = scene
    const shown = (/** @type {string} */ name) => page.getByRole('heading', { level: 1, name }).waitFor()
    const check = async (/** @type {string} */ name, page = scene.page) => {
      await page.waitForLoadState('networkidle')
      await shoot(page, `${name}-${scheme}`)
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      const faults = violations.flatMap((one) =>
        one.nodes.map((node) => `${one.id}: ${node.html}: ${node.failureSummary}`),
      )
      assert.deepEqual(faults, [], `${name} in ${scheme} colours`)
    }

    await page.goto(at('/projects'))
    await shown('Sign in to SecureObs')
    await check('sign-in')

    await signIn(page, at('/projects'), 'Olu Owner')
    await page.getByRole('table').waitFor()
    await check('projects')
    await page.goto(at(''))
    await page.locator('[data-tile]').first().waitFor()
    await page.getByRole('figure', { name: 'Riskiest projects' }).waitFor()
    await check('overview')
    await page.goto(at('/runs'))
    await page.locator('[data-run-row]').first().waitFor()
    await check('runs')
    await page.goto(at('/projects'))
    await page.getByRole('button', { name: 'Create project' }).click()
    await page.getByRole('dialog').getByLabel('Name').waitFor()
    await check('project-dialog')
    await page.keyboard.press('Escape')
    await page.goto(at('/projects?archived=true'))
    await page.getByRole('heading', { name: 'No project is archived' }).waitFor()
    await check('projects-archived-none')

    await page.goto(at(`/projects/${ready.projectId}`))
    await page.getByRole('table', { name: 'Scanners' }).waitFor()
    await page.getByRole('figure').first().waitFor()
    await check('project-overview')
    await page.goto(at(`/projects/${ready.projectId}/runs`))
    await page.locator('[data-run-row]').first().waitFor()
    await check('project-runs')
    await page.locator('[data-run-row] a').first().click()
    await page.getByRole('heading', { name: 'Scanners' }).waitFor()
    await check('run')

    const plans = at(`/projects/${ready.projectId}/infrastructure`)
    if (scheme === 'light') {
      await page.goto(plans)
      await page.getByRole('heading', { name: 'No Terraform plan has been analysed yet' }).waitFor()
      await check('infrastructure-none')
    }
    await sendPlans(ready)
    await page.goto(plans)
    await page.locator('[data-path-row]').first().waitFor()
    await check('infrastructure-paths')
    await page.locator('[data-path-row] a').first().click()
    await page.locator('.react-flow__edge').first().waitFor()
    await check('infrastructure-path')
    await page.getByRole('list', { name: 'Hops' }).getByRole('button').first().click()
    await page.locator('.react-flow__node').first().click()
    await page.getByRole('button', { name: 'Close the details' }).waitFor()
    await check('infrastructure-node')
    await page.goto(`${plans}?tab=explore`)
    await page.locator('.react-flow__node').first().waitFor()
    await check('infrastructure-explore')
    await page.goto(`${plans}?tab=table`)
    await page.getByRole('region', { name: 'Resources' }).waitFor()
    await check('infrastructure-table')
    await page.goto(`${plans}?tab=changes`)
    await page.getByRole('region', { name: 'New attack paths' }).waitFor()
    await check('infrastructure-changes')

    await page.goto(at(`/projects/${ready.projectId}/settings`))
    await page.getByRole('switch').first().waitFor()
    await page.getByRole('radio', { name: 'Rules of its own' }).check()
    await page.getByRole('button', { name: 'Add a limit' }).click()
    await page.getByLabel('Block on attack paths of the infrastructure').check()
    await page.getByText(/^With this policy/).waitFor()
    await check('project-settings')
    await page.getByRole('button', { name: 'Review and save' }).click()
    await page.getByRole('dialog').waitFor()
    await check('gate-policy-dialog')

    await page.goto(at('/suppressions?state=waiting'))
    await page.getByRole('heading', { name: 'Nothing waits for an approval' }).waitFor()
    await check('suppressions')
    await page.getByRole('button', { name: 'Suppress a path or rule' }).click()
    await page.getByRole('dialog').getByLabel('Path pattern').waitFor()
    await check('suppression-dialog')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Import VEX' }).click()
    await page.getByRole('dialog').getByLabel('File').waitFor()
    await check('vex-dialog')
    await page.keyboard.press('Escape')

    await page.goto(at('/rule-aliases'))
    await page.getByRole('heading', { name: 'No rule has another name' }).waitFor()
    await page.getByRole('button', { name: 'Add an alias' }).click()
    await page.getByRole('dialog').getByLabel('Was called').waitFor()
    await check('rule-alias-dialog')
    await page.keyboard.press('Escape')

    await page.goto(at('/findings?status=all'))
    await page.locator('[data-finding-row]').first().waitFor()
    await check('findings')

    await page.goto(at('/findings?text=nothing-is-called-like-this'))
    await page.getByRole('heading', { name: 'No finding fits these filters' }).waitFor()
    await check('findings-none')

    await page.goto(at('/findings?status=all'))
    await page.locator('[data-finding-row] a').first().click()
    await page.getByRole('heading', { name: 'History' }).waitFor()
    await check('finding')

    await page.goto(at(missingFinding))
    await page.getByRole('alert').waitFor()
    await check('finding-missing')

    await page.goto(at('/api-keys'))
    await page.getByRole('button', { name: 'Create API key' }).waitFor()
    await check('api-keys')
    await page.getByRole('button', { name: 'Create API key' }).click()
    await page.getByRole('dialog').getByLabel('Name').waitFor()
    await check('api-key-dialog')
    await page.keyboard.press('Escape')

    await page.goto(at('/members'))
    await page.getByRole('button', { name: 'Invite people' }).click()
    await page.getByRole('dialog').getByLabel('For whom').waitFor()
    await check('invitation-dialog')
    await page.keyboard.press('Escape')
    const link = await invite(page, `Looked at in ${scheme} colours`)
    await page.getByRole('region', { name: 'Members' }).getByText('Pending').first().waitFor()
    await check('members')
    const guest = await another()
    await signIn(guest, link, 'Pat Personal', link.replace(/#.*/, ''))
    await guest.getByRole('heading', { name: 'Join Contoso?' }).waitFor()
    await check('invite', guest)
    await guest.reload()
    await guest.getByRole('heading', { name: 'This page needs the whole link' }).waitFor()
    await check('invite-without-link', guest)
    await guest.getByRole('link', { name: 'Go to your organisations' }).click()
    await guest.getByRole('heading', { name: 'You are in no organisation yet' }).waitFor()
    await check('no-organisation', guest)

    await page.goto(at('/audit'))
    await page.getByRole('region', { name: 'Audit trail' }).waitFor()
    await page.getByRole('button', { name: 'Verify now' }).waitFor()
    await check('audit')
    await page.goto(at('/audit?to=2001-01-01'))
    await page.getByRole('heading', { name: 'No entry fits these filters' }).waitFor()
    await check('audit-none')

    await page.goto(at('/settings'))
    await page.getByLabel('Post them to').waitFor()
    await check('settings')

    await page.getByRole('button', { name: /account menu/ }).click()
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).waitFor()
    await check('person-menu')
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await page.getByRole('dialog').waitFor()
    await check('shortcuts')

    await page.goto(at('/no-such-page'))
    await shown('This page does not exist')
    await check('not-found')
  }
