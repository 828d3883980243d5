import { Autocomplete, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useProjects } from '../../projects/use-projects'
import { useTenantId } from '../../tenants/use-tenant'
import type { Draft, faultsOf, Scope } from './suppression-draft'
import { useKnownRules } from './use-known-rules'

type Props = {
  draft: Draft
  faults: ReturnType<typeof faultsOf>
  projectGiven: boolean
  onChange: (members: Partial<Draft>) => void
}

const scopes: { value: Scope; label: string; hint: string }[] = [
  { value: 'path', label: 'A path of a project', hint: 'Whatever scanners find there.' },
  { value: 'rule-in-project', label: 'A rule in a project', hint: 'Wherever it is found in that project.' },
  { value: 'rule', label: 'A rule in the whole organisation', hint: 'In all projects, also those to come.' },
]

export function ScopeFields({ draft, faults, projectGiven, onChange }: Props) {
  const projects = useProjects(useTenantId()).items
  const known = useKnownRules(draft)
  return (
    <>
      <Radio.Group
        label="What"
        value={draft.scope}
        onChange={(value) => onChange({ scope: scopes.find((one) => one.value === value)?.value ?? 'path' })}
      >
        <Stack gap={8} mt={6}>
          {scopes.map(({ value, label, hint }) => (
            <Radio key={value} value={value} label={label} description={hint} size="xs" />
          ))}
        </Stack>
      </Radio.Group>
      {draft.scope !== 'rule' && !projectGiven && (
        <Select
          label="Project"
          required
          searchable
          data={projects.map((one) => ({ value: one.id, label: one.name }))}
          value={draft.projectId}
          error={faults.projectId}
          onChange={(projectId) => onChange({ projectId })}
        />
      )}
      {draft.scope === 'path' ? (
        <TextInput
          label="Path pattern"
          description="* is anything within a folder, ** anything across folders. The whole path must fit, e.g. tests/** or **/*.min.js"
          required
          maxLength={1024}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={draft.pathPattern}
          error={faults.pathPattern}
          onChange={(event) => onChange({ pathPattern: event.currentTarget.value })}
        />
      ) : (
        <>
          <Autocomplete
            label="Scanner"
            required
            maxLength={64}
            data={known.scanners}
            value={draft.scanner}
            error={faults.scanner}
            onChange={(scanner) => onChange({ scanner })}
          />
          <Autocomplete
            label="Rule"
            description="Those with most findings are offered; any other can be written."
            required
            maxLength={256}
            data={known.rules}
            value={draft.ruleId}
            error={faults.ruleId}
            onChange={(ruleId) => onChange({ ruleId })}
          />
        </>
      )}
    </>
  )
}
