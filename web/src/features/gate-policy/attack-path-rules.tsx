import { Checkbox, Group, NativeSelect, Switch } from '@mantine/core'
import classes from './gate-policy.module.css'
import { type AttackPathPolicy, assets, evidences, having } from './policy-document'

type Props = { paths: AttackPathPolicy | null; onChange: (paths: AttackPathPolicy | null) => void }

const assetNames: Record<(typeof assets)[number], string> = {
  storage: 'Storage',
  database: 'Databases',
  secrets: 'Secrets',
  admin: 'Administration',
}

const evidenceChoices: Record<(typeof evidences)[number], string> = {
  observed: 'whose every hop was observed',
  inferred: 'whose hops were observed or inferred',
  'unknown-dependent': 'also those that depend on unknown values',
}

export function AttackPathRules({ paths, onChange }: Props) {
  const set = (members: Partial<AttackPathPolicy>) => onChange(having(paths ?? {}, members))
  const targets = paths?.to ?? assets
  // Words of a later version stay in the document, whatever is ticked here.
  const toggle = (asset: string, on: boolean) => {
    const next = on ? [...targets, asset] : targets.filter((one) => one !== asset)
    const all = assets.every((one) => next.includes(one)) && next.length === assets.length
    set({ to: all ? null : next })
  }
  return (
    <>
      <Switch
        label="Block on attack paths of the infrastructure"
        description="A run without an analysis of a Terraform plan is then blocked, too."
        checked={paths !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? {} : null)}
      />
      {paths && (
        <div className={classes.nested}>
          <Checkbox.Group label="That lead to" value={[...targets]}>
            <Group gap="md" mt={6}>
              {assets.map((asset) => (
                <Checkbox
                  key={asset}
                  value={asset}
                  label={assetNames[asset]}
                  onChange={(event) => toggle(asset, event.currentTarget.checked)}
                />
              ))}
            </Group>
          </Checkbox.Group>
          <NativeSelect
            label="Which paths"
            value={paths.alsoKnown ? 'all' : 'new'}
            data={[
              { value: 'new', label: 'only those that the default branch does not have' },
              { value: 'all', label: 'also those that the default branch has' },
            ]}
            onChange={(event) => set({ alsoKnown: event.currentTarget.value === 'all' })}
          />
          <NativeSelect
            label="How sure"
            value={paths.evidence ?? 'inferred'}
            data={evidences.map((value) => ({ value, label: evidenceChoices[value] }))}
            onChange={(event) => set({ evidence: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  )
}
