import { expect, test } from 'vitest'
import { setUpCommands } from './set-up-commands'

test('The commands name this very place', () => {
  const place = { origin: 'https://secureobs.example', tenantId: 't1', projectId: 'p1' }
  const { environment, scan } = setUpCommands(place)
  expect(environment).toContain('SECUREOBS_API_URL=https://secureobs.example/api\n')
  expect(scan.replaceAll(' \\\n ', '').split('\n')).toEqual([
    'secureobs scan --workspace . --tenant-id t1 --project-id p1 --pipeline-run-id "$PIPELINE_RUN_ID"',
    'secureobs gate --tenant-id t1 --project-id p1 --pipeline-run-id "$PIPELINE_RUN_ID"',
  ])
})
