import type { Archive } from '../../api/types'

export type ArchiveState = 'waiting' | 'writing' | 'finished' | 'failed'

export function archiveState({ startedAt, finishedAt, hasFailed }: Archive): ArchiveState {
  if (finishedAt) return 'finished'
  if (hasFailed) return 'failed'
  return startedAt ? 'writing' : 'waiting'
}

export const isInWork = (archive: Archive) => ['waiting', 'writing'].includes(archiveState(archive))

export const fileName = (finishedAt: string) => `secureobs-${finishedAt.slice(0, 10).replaceAll('-', '')}.zip`

/** Fetches in pieces, so that a broken connection costs nothing, and compares the sum. */
export const fetchCommand = (address: string, name: string, sha256: string) =>
  [
    `curl --fail --retry 5 --continue-at - --output ${name} '${address}'`,
    `echo '${sha256}  ${name}' | sha256sum --check`,
  ].join('\n')
