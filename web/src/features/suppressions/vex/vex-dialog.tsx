import { Button, FileInput, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { queries } from '../../../api/client'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { useProjects } from '../../projects/use-projects'
import { useTenantId } from '../../tenants/use-tenant'
import { useSuppressionsChanged } from '../use-suppressions'
import { contentWords, readVex, type VexDocument } from './read-vex'
import { VexResult } from './vex-result'

type Props = { opened: boolean; onClose: () => void }

export function VexDialog({ opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title="Import decisions from an OpenVEX document"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <VexForm onClose={onClose} />
    </Modal>
  )
}

function VexForm({ onClose }: { onClose: () => void }) {
  const tenantId = useTenantId()
  const projects = useProjects(tenantId).items
  const changed = useSuppressionsChanged()
  const [file, setFile] = useState<File | null>(null)
  const [document, setDocument] = useState<VexDocument | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [projectId, setProjectId] = useState<string | null>(null)
  const load = queries.useMutation('post', '/api/tenants/{tenantId}/findings/import-vex', {
    onSuccess: () => changed(),
  })
  const choose = async (next: File | null) => {
    setFile(next)
    const read = next ? await readVex(next) : { document: null, fault: null }
    setDocument(read.document)
    setFault(read.fault)
  }
  if (load.data) return <VexResult result={load.data} onClose={onClose} />
  return (
    <Stack>
      <Text>
        What it calls not affected becomes a false positive with its justification as the reason. Statements
        about what is fixed, affected or looked into decide nothing: scans and people tell that.
      </Text>
      <FileInput
        label="File"
        description="OpenVEX as JSON, at most 8 MiB and 20,000 statements."
        placeholder="Choose a file"
        required
        accept="application/json,.json"
        value={file}
        error={fault}
        onChange={(next) => void choose(next)}
      />
      {document && <Text aria-live="polite">{contentWords(document)}.</Text>}
      <Select
        label="For"
        placeholder="All projects of this organisation"
        clearable
        clearButtonProps={{ 'aria-label': 'All projects' }}
        searchable
        data={projects.map((one) => ({ value: one.id, label: one.name }))}
        value={projectId}
        onChange={setProjectId}
      />
      <Text size="sm" c="dimmed">
        Importing it decides at once, and importing it again changes nothing more. Each decision can be lifted
        at its finding.
      </Text>
      {load.error && <ProblemPanel error={load.error} what="The document was not imported." />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={!document}
          loading={load.isPending}
          onClick={() =>
            document &&
            load.mutate({
              params: { path: { tenantId }, query: projectId ? { projectId } : {} },
              body: document,
            })
          }
        >
          {document ? `Import ${contentWords(document).split(':')[0]}` : 'Import'}
        </Button>
      </Group>
    </Stack>
  )
}
