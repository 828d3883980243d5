import { Checkbox, NativeSelect, Stack, TagsInput, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useProject } from '../projects/use-project'
import { useScanners } from '../scanners/use-scanners'
import { AttackPathRules } from './attack-path-rules'
import { blockChoices, blockOf } from './block-choices'
import classes from './gate-policy.module.css'
import { having, type PolicyDocument } from './policy-document'
import { ScannerRules } from './scanner-rules'
import { Thresholds } from './thresholds'

type Props = { draft: PolicyDocument; onChange: (document: PolicyDocument) => void }

/** The policy in sentences. Every change keeps what the form does not know. */
export function PolicyForm({ draft, onChange }: Props) {
  const { tenantId, projectId } = useProject()
  const scanners = useScanners(tenantId, projectId).data?.items ?? []
  const keys = scanners.map((one) => one.key)
  const set = (members: Partial<PolicyDocument>) => onChange(having(draft, members))
  return (
    <Stack gap="lg">
      <Part title="By severity">
        <NativeSelect
          label="Simple rule"
          value={draft.block ?? ''}
          data={blockChoices}
          onChange={(event) => set({ block: blockOf(event.currentTarget.value) })}
        />
        <Thresholds
          label="Limits"
          thresholds={draft.thresholds ?? []}
          onChange={(thresholds) => set({ thresholds: thresholds.length ? thresholds : null })}
        />
      </Part>
      <Part title="What counts">
        <Checkbox
          label="Only new findings"
          description="Those that the default branch does not have. Without a run of the default branch everything is new."
          checked={draft.newOnly ?? false}
          onChange={(event) => set({ newOnly: event.currentTarget.checked })}
        />
        <Checkbox
          label="Grace until due"
          description="A finding whose due date is in the future does not count."
          checked={draft.graceUntilDue ?? false}
          onChange={(event) => set({ graceUntilDue: event.currentTarget.checked })}
        />
        <Checkbox
          label="Accept what the code says to ignore"
          description="Comments such as “nosec” then open the gate: whoever writes code can do so alone."
          checked={draft.acceptSourceIgnores ?? false}
          onChange={(event) => set({ acceptSourceIgnores: event.currentTarget.checked })}
        />
      </Part>
      <Part title="Required scanners">
        <TagsInput
          label="Block when one of these did not say that it was done"
          description="Missing, failed and skipped ones block. Published clients do not say that a scanner was done."
          placeholder={draft.requiredScanners?.length ? '' : 'None is required'}
          data={keys}
          maxTags={50}
          value={draft.requiredScanners ?? []}
          onChange={(names) => set({ requiredScanners: names.length ? names : null })}
        />
      </Part>
      <Part title="Attack paths">
        <AttackPathRules paths={draft.attackPaths ?? null} onChange={(attackPaths) => set({ attackPaths })} />
      </Part>
      <Part title="Other rules for single scanners">
        <ScannerRules
          policies={draft.scanners ?? {}}
          known={keys}
          onChange={(policies) => set({ scanners: Object.keys(policies).length ? policies : null })}
        />
      </Part>
    </Stack>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <Text fw={600} component="h3" size="sm" m={0}>
        {title}
      </Text>
      {children}
    </section>
  )
}
