import { expect, test } from 'vitest'
import type { PreviewedRun } from './policy-document'
import { markWords, previewWords } from './preview-words'

const run = (blockedNow: boolean, wouldBeBlocked: boolean): PreviewedRun => ({
  runId: '1',
  pipelineRunId: '4711',
  branch: 'main',
  startedAt: '2026-11-23T12:00:00Z',
  blockedNow,
  wouldBeBlocked,
  reasons: [],
})

test('The sentence says what would be, what is, and how many would change', () => {
  const runs = [run(true, true), run(false, true), run(false, true), run(false, false)]
  expect(previewWords(runs, true)).toBe(
    'With this policy your last 4 runs would have: 3 blocked (now 1); 2 runs would change',
  )
  expect(previewWords([run(true, true)], true)).toBe(
    'With this policy your only run would have: 1 blocked (now 1); none would change',
  )
  expect(previewWords(runs, false)).toBe('Of your last 4 runs, 1 is blocked by the policy in force')
})

test('A mark says both states of its run, one while nothing was changed', () => {
  expect(markWords(run(false, true), true)).toBe('Run 4711 of main: not blocked now, would be blocked')
  expect(markWords(run(false, false), false)).toBe('Run 4711 of main: not blocked now')
})
