import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { Moment } from '../../components/time'
import type { RunDetail } from './run-detail'
import classes from './run-page.module.css'
import { Section } from './section'
import { VerdictHistory } from './verdict-history'

/** By which policy and when; and what was said of this run before. */
export function Decided({ run }: { run: RunDetail }) {
  const [open, setOpen] = useState(false)
  const { decision } = run
  if (!decision) return null
  return (
    <Section title="The decision">
      <div className={classes.sectionBody}>
        <Text size="sm">
          Decided <Moment at={decision.decidedAt} /> by{' '}
          {decision.policyVersion > 0
            ? `policy version ${decision.policyVersion}`
            : 'one of the published policies'}
          , with the suppressions of then.
        </Text>
        {open ? (
          <VerdictHistory runId={run.id} />
        ) : (
          <Button variant="subtle" size="compact-sm" ml={-8} mt={4} onClick={() => setOpen(true)}>
            Show every verdict of this run
          </Button>
        )}
      </div>
    </Section>
  )
}
