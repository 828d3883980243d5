import { Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { Flips } from './flips'
import classes from './gate-policy.module.css'
import { isSame, type PolicyDocument } from './policy-document'
import { previewWords, wouldFlip } from './preview-words'
import { RunStrip } from './run-strip'
import { usePolicyPreview } from './use-policy'

type Props = { draft: PolicyDocument; changed: boolean; children: ReactNode }

/** What the draft would say of the last runs, while it is being written. */
export function PolicyPreview({ draft, changed, children }: Props) {
  const [asked] = useDebouncedValue(draft, 400)
  const preview = usePolicyPreview(asked)
  const runs = preview.data
  const stale = preview.isPlaceholderData || !isSame(asked, draft)
  return (
    <section aria-label="Preview" className={classes.preview} aria-busy={stale}>
      {preview.error && <ProblemPanel error={preview.error} what="This policy cannot be used." />}
      {preview.isPending && <SkeletonRows rows={2} height={30} />}
      {runs && !preview.error && (
        <div data-stale={stale || undefined} className={classes.told}>
          <Text fw={600} aria-live="polite">
            {runs.length === 0
              ? 'No run was closed yet: nothing to try this policy on.'
              : `${previewWords(runs, changed)}.`}
          </Text>
          {runs.length > 0 && <RunStrip runs={runs} />}
          {changed && runs.some(wouldFlip) && <Flips runs={runs.filter(wouldFlip)} />}
        </div>
      )}
      <Group gap="sm">{children}</Group>
    </section>
  )
}
