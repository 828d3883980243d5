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

type Props = {
  draft: PolicyDocument
  changed: boolean
  /** The text cannot be read: what is shown is of the last that could. */
  unreadable: boolean
  /** Beside a long form it stays at the edge of the window. */
  beside: boolean
  children: ReactNode
}

/** What the draft would say of the last runs, while it is being written. */
export function PolicyPreview({ draft, changed, unreadable, beside, children }: Props) {
  const [asked] = useDebouncedValue(draft, 400)
  const preview = usePolicyPreview(asked)
  const runs = preview.data
  const stale = unreadable || preview.isPlaceholderData || !isSame(asked, draft)
  return (
    <section
      aria-label="Preview"
      className={classes.preview}
      data-beside={beside || undefined}
      aria-busy={stale}
    >
      {preview.error && <ProblemPanel error={preview.error} what="This policy cannot be used." />}
      {preview.isPending && <SkeletonRows rows={2} height={30} />}
      {runs && !preview.error && (
        <Text fw={600} aria-live="polite" className={classes.told} data-stale={stale || undefined}>
          {runs.length === 0
            ? 'No run was closed yet: nothing to try this policy on.'
            : `${previewWords(runs, changed)}.`}
        </Text>
      )}
      <div className={classes.previewRow}>
        {runs && !preview.error && (
          <div className={classes.told} data-stale={stale || undefined}>
            {runs.length > 0 && <RunStrip runs={runs} changed={changed} />}
          </div>
        )}
        <Group gap="sm">{children}</Group>
      </div>
      {changed && !preview.error && runs?.some(wouldFlip) && (
        <div className={classes.told} data-stale={stale || undefined}>
          <Flips runs={runs.filter(wouldFlip)} />
        </div>
      )}
    </section>
  )
}
