import { expect, test } from 'vitest'
import type { Archive } from '../../api/types'
import { archiveState, fetchCommand, fileName, isInWork } from './archives'

const archive: Archive = {
  id: '0199',
  askedAt: '2026-11-29T10:00:00Z',
  startedAt: null,
  finishedAt: null,
  hasFailed: false,
  rows: 0,
  bytes: 0,
  sha256: null,
  expiresAt: '2026-12-06T10:00:00Z',
}

test('An archive waits, is written, and is finished or failed', () => {
  const startedAt = '2026-11-29T10:00:03Z'
  expect(archiveState(archive)).toBe('waiting')
  expect(archiveState({ ...archive, startedAt })).toBe('writing')
  expect(archiveState({ ...archive, startedAt, finishedAt: startedAt })).toBe('finished')
  expect(archiveState({ ...archive, startedAt, hasFailed: true })).toBe('failed')
  expect(isInWork({ ...archive, startedAt })).toBe(true)
  expect(isInWork({ ...archive, startedAt, hasFailed: true })).toBe(false)
})

test('The command goes on where it stopped and compares the sum', () => {
  const name = fileName('2026-11-29T10:00:03Z')
  expect(fetchCommand('https://obs.example/api/archives/t', name, 'ab12').split('\n')).toEqual([
    "curl --fail --retry 5 --continue-at - --output secureobs-20261129.zip 'https://obs.example/api/archives/t'",
    "echo 'ab12  secureobs-20261129.zip' | sha256sum --check",
  ])
})
