import { Button, Group, Text } from '@mantine/core'
import { queries } from '../../api/client'
import type { Archive } from '../../api/types'
import { CommandBlock } from '../../components/command-block'
import { CopyButton } from '../../components/copy-button'
import { bytesText, plural } from '../../components/formats'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { Time } from '../../components/time'
import { useTenantId } from '../tenants/use-tenant'
import { fetchCommand, fileName } from './archives'
import classes from './data.module.css'

type Props = { archive: Archive; finishedAt: string; sha256: string }

export function FinishedArchive({ archive, finishedAt, sha256 }: Props) {
  const tenantId = useTenantId()
  const name = fileName(finishedAt)
  // In the memory of this page alone: whoever has the address has the archive.
  const link = queries.useMutation('post', '/api/tenants/{tenantId}/archives/{archiveId}/link', { gcTime: 0 })
  const params = { path: { tenantId, archiveId: archive.id } }
  const download = () => link.mutate({ params }, { onSuccess: ({ path }) => startDownload(path, name) })
  return (
    <>
      <dl className={classes.facts}>
        <dt>Size</dt>
        <dd>{`${bytesText(archive.bytes)}, ${plural(archive.rows, 'row')}`}</dd>
        <dt>SHA-256</dt>
        <dd>
          <code className="so-code" data-archive-sum>
            {sha256}
          </code>
          <CopyButton value={sha256} label="Copy the SHA-256" />
        </dd>
        <dt>Removed</dt>
        <dd>
          <Time at={archive.expiresAt} />
        </dd>
      </dl>
      <Group gap="xs">
        <Button loading={link.isPending} onClick={download}>
          Download
        </Button>
        <Button variant="default" disabled={link.isPending} onClick={() => link.mutate({ params })}>
          Make a link for the command line
        </Button>
      </Group>
      {link.error && <ProblemPanel error={link.error} what="No address was made for the archive." />}
      {link.data && (
        <div role="status">
          <Text mb={6}>
            For a large archive: this goes on where it stopped. The address works without signing in, until{' '}
            <Time at={link.data.expiresAt} />: give it to nobody.
          </Text>
          <CommandBlock
            text={fetchCommand(`${location.origin}${link.data.path}`, name, sha256)}
            label="Commands for the download"
            scrolls
          />
        </div>
      )}
    </>
  )
}

/** The browser fetches it by itself; the page stays. */
function startDownload(path: string, name: string) {
  const link = document.createElement('a')
  link.href = path
  link.download = name
  link.click()
}
