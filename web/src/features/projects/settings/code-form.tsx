import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { queries } from '../../../api/client'
import { ExternalIcon } from '../../../components/icons'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { useProject } from '../use-project'
import classes from './settings.module.css'
import { exampleLink, type Place, patternFault, samplePlace } from './source-link'
import { type ProjectSettings, useSaveSettings } from './use-settings'

type Props = { current: ProjectSettings; readOnly: boolean }

/** Which branch counts, and where its code can be read. */
export function CodeForm({ current, readOnly }: Props) {
  const [branch, setBranch] = useState(current.defaultBranch ?? '')
  const [pattern, setPattern] = useState(current.sourceLink ?? '')
  const { save, busy, error } = useSaveSettings(current, 'Findings link to their code from now on.')
  const fault = patternFault(pattern)
  const changed =
    branch.trim() !== (current.defaultBranch ?? '') || pattern.trim() !== (current.sourceLink ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!fault) save({ defaultBranch: branch.trim() || null, sourceLink: pattern.trim() || null })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Default branch"
          description="What its scans say decides whether a finding is there."
          placeholder="main, master or trunk"
          maxLength={256}
          autoComplete="off"
          readOnly={readOnly}
          value={branch}
          onChange={(event) => setBranch(event.currentTarget.value)}
        />
        <div>
          <TextInput
            label="Link to the code"
            description="The address of a line, with {commit}, {path}, {line} and {endLine}. Findings then lead to their code."
            placeholder="https://github.com/acme/shop/blob/{commit}/{path}#L{line}"
            type="url"
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            readOnly={readOnly}
            value={pattern}
            error={fault}
            onChange={(event) => setPattern(event.currentTarget.value)}
          />
          {pattern.trim() && !fault && <Example pattern={pattern.trim()} />}
        </div>
        {error && <ProblemPanel error={error} what="The settings were not saved." />}
        {!readOnly && (
          <Group>
            <Button type="submit" disabled={!changed || fault !== null} loading={busy}>
              Save branch and link
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

function Example({ pattern }: { pattern: string }) {
  const place = useExamplePlace()
  const address = exampleLink(pattern, place)
  return (
    <Text size="sm" mt={8} className={classes.example} aria-live="polite">
      <Text span inherit c="dimmed">
        {place === samplePlace ? 'For example: ' : 'A finding of this project: '}
      </Text>
      <Anchor href={address} target="_blank" rel="noreferrer" inherit>
        {address} <ExternalIcon />
      </Anchor>
    </Text>
  )
}

/** A place that this project really has; a made-up one until there is a finding. */
function useExamplePlace(): Place {
  const { tenantId, projectId } = useProject()
  const findings = queries.useQuery('get', '/api/tenants/{tenantId}/findings', {
    params: { path: { tenantId }, query: { projectId, limit: 1 } },
  })
  const runs = queries.useQuery('get', '/api/tenants/{tenantId}/projects/{projectId}/runs', {
    params: { path: { tenantId, projectId } },
  })
  const finding = findings.data?.items[0]
  if (!finding?.filePath) return samplePlace
  const commit = runs.data?.items.find((run) => run.commit)?.commit ?? samplePlace.commit
  const line = finding.startLine ?? 1
  return { commit, path: finding.filePath, line, endLine: line }
}
