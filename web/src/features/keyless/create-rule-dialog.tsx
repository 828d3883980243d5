import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { queries } from '../../api/client'
import type { TrustPlatform } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { useProject } from '../projects/use-project'
import { missingIn, type RuleFields, requestOf, startOf, trustPlatforms } from './platforms'
import { trustRulesPath, useTrustRulesChanged } from './use-trust-rules'

export function CreateRuleDialog({ onClose }: { onClose: () => void }) {
  const { tenantId, projectId } = useProject()
  const changed = useTrustRulesChanged()
  const [fields, setFields] = useState(() => startOf('github', location.origin, ''))
  const [asked, setAsked] = useState(false)
  const missing = asked ? missingIn(fields) : {}
  const create = queries.useMutation('post', trustRulesPath, {
    onSuccess: async () => {
      await changed()
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Object.keys(missingIn(fields)).length === 0)
      create.mutate({ params: { path: { tenantId, projectId } }, body: requestOf(fields) })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title="Trust a pipeline"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <RuleInputs fields={fields} missing={missing} onChange={setFields} />
          {create.error && <ProblemPanel error={create.error} what="The rule was not created." />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Trust it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type InputsProps = {
  fields: RuleFields
  missing: Record<string, string>
  onChange: (fields: RuleFields) => void
}

function RuleInputs({ fields, missing, onChange }: InputsProps) {
  const platform = trustPlatforms[fields.platform]
  const text = (name: 'name' | 'issuer' | 'audience', label: string, description: string) => (
    <TextInput
      label={label}
      description={description}
      required
      maxLength={name === 'name' ? 80 : 300}
      value={fields[name]}
      error={missing[name]}
      onChange={(event) => onChange({ ...fields, [name]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <Select
        label="CI system"
        allowDeselect={false}
        data={Object.entries(trustPlatforms).map(([value, { name }]) => ({ value, label: name }))}
        value={fields.platform}
        onChange={(value) => onChange(startOf(value as TrustPlatform, location.origin, fields.name))}
      />
      {text('name', 'Name', 'What it lets in, for example “Builds of main”.')}
      {platform.claims.map(({ claim, label, hint, required = false }) => (
        <TextInput
          key={claim}
          label={label}
          description={hint}
          required={required}
          maxLength={300}
          value={fields.claims[claim] ?? ''}
          error={missing[claim]}
          onChange={(event) =>
            onChange({ ...fields, claims: { ...fields.claims, [claim]: event.currentTarget.value } })
          }
        />
      ))}
      {platform.pullRequests && (
        <Checkbox
          label="Pull requests, too"
          description="Their code was accepted by nobody yet. Without it, forks never get in."
          checked={fields.pullRequests}
          onChange={(event) => onChange({ ...fields, pullRequests: event.currentTarget.checked })}
        />
      )}
      {text('issuer', 'Issuer', platform.issuerHint)}
      {text('audience', 'Audience', 'What pipelines ask their tokens for; secureobs asks for this address.')}
    </>
  )
}
