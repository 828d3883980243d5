import { test } from 'node:test'
import { accessibility, missingFinding } from './scenarios/accessibility.mjs'
import { accessibleStates, refused } from './scenarios/accessible-states.mjs'
import { narrow } from './scenarios/narrow.mjs'
import { hosted } from './support/scenario.mjs'

const scenario = hosted()
const options = { timeout: 360_000 }

test(
  'Every page is accessible, in light and in dark colours',
  options,
  scenario(accessibility, [missingFinding]),
)
test(
  'What opens over a page, and what a page says of a failure, is accessible, in light and in dark colours',
  options,
  scenario(accessibleStates, refused),
)
test('No page scrolls sideways on a phone or at 200 %', options, scenario(narrow))
