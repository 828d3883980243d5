import { Button, Group, Loader, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Archive } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { plural } from '../../components/formats'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { archiveState } from './archives'
import classes from './data.module.css'
import { FinishedArchive } from './finished-archive'
import { useChangeArchives } from './use-archives'

/** One archive, from the moment that it was asked for. */
export function ArchiveCard({ archive }: { archive: Archive }) {
  const state = archiveState(archive)
  return (
    <section className={classes.card} aria-label="Archive" data-archive={state}>
      <div className={classes.line}>
        <div role="status">
          {state === 'waiting' && <StateBadge state="pending">Waiting for its turn</StateBadge>}
          {state === 'writing' && <StateBadge state="pending">Being written</StateBadge>}
          {state === 'finished' && <StateBadge state="pass">Finished</StateBadge>}
          {state === 'failed' && <StateBadge state="fail">Failed</StateBadge>}
        </div>
        <Text c="dimmed">
          Asked for <Time at={archive.askedAt} />
        </Text>
      </div>
      {(state === 'waiting' || state === 'writing') && (
        <Group gap="xs" wrap="nowrap">
          <Loader size="xs" aria-hidden="true" />
          <Text>
            {plural(archive.rows, 'row')} written so far. It goes on without this page; you can come back
            later.
          </Text>
        </Group>
      )}
      {state === 'failed' && (
        <Text>
          It could not be written, and nothing of it is kept. Ask for another one; if that fails, too, tell
          whoever runs SecureObs for you.
        </Text>
      )}
      {archive.finishedAt && archive.sha256 && (
        <FinishedArchive archive={archive} finishedAt={archive.finishedAt} sha256={archive.sha256} />
      )}
      <RemoveArchive archive={archive} unfinished={state === 'waiting' || state === 'writing'} />
    </section>
  )
}

function RemoveArchive({ archive, unfinished }: { archive: Archive; unfinished: boolean }) {
  const [asking, { open, close }] = useDisclosure()
  const { remove, removing, removeError, reset } = useChangeArchives()
  return (
    <div>
      <Button variant="default" size="xs" onClick={open}>
        {unfinished ? 'Stop and remove' : 'Remove archive'}
      </Button>
      <ConfirmDialog
        opened={asking}
        title="Remove the archive?"
        confirm="Remove archive"
        keep="Keep"
        busy={removing}
        error={removeError}
        failed="The archive was not removed."
        onConfirm={() => remove(archive.id, close)}
        onClose={() => {
          reset()
          close()
        }}
      >
        <Text>
          Links to it end at once. What was downloaded stays where it is, and another one can be asked for.
        </Text>
      </ConfirmDialog>
    </div>
  )
}
