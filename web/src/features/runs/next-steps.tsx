import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CommandBlock } from '../../components/command-block'
import { answerOf, outcomesOf } from './outcome'
import type { RunDetail } from './run-detail'
import classes from './run-page.module.css'
import { Section } from './section'
import { useRunPath } from './use-run'

/** What somebody does whose build failed. */
export function NextSteps({ run }: { run: RunDetail }) {
  const { tenantId, projectId } = useRunPath()
  const { state } = answerOf(run)
  const [worst] = run.decision?.findings ?? []
  if (run.decision?.blocked)
    return (
      <Section title="What to do next">
        <ol className={classes.steps}>
          <li>
            {worst ? (
              <>
                Fix{' '}
                <Link
                  to="/tenants/$tenantId/findings/$findingId"
                  params={{ tenantId, findingId: worst.id }}
                  search={{ projectId, runId: run.id }}
                  className={classes.inline}
                >
                  the worst finding
                </Link>{' '}
                and those after it, and push: the next run decides anew.
              </>
            ) : (
              'Do what the rule asks for, and push: the next run decides anew.'
            )}
          </li>
          <li>
            Or, if it is wrong or accepted, suppress it with a reason and run the gate again: the same run
            gets another verdict.
          </li>
        </ol>
      </Section>
    )
  const undecided = run.decision === null && state !== 'pending'
  if (state !== 'warn' && !undecided) return null
  return (
    <Section title="What to do next">
      <div className={classes.sectionBody}>
        {run.decision === null ? (
          <>
            <Text size="sm">Ask the gate in the pipeline, after the scan.</Text>
            <CommandBlock
              text={`secureobs gate --project-id ${projectId} --tenant-id ${tenantId} --pipeline-run-id …`}
              label="Gate"
            />
          </>
        ) : (
          <Text size="sm">
            {outcomesOf(run).length
              ? 'Read in the table of scanners why each ended, put that right, and scan again. Until then the result says less than it seems.'
              : 'Let the pipeline scan into this run.'}
          </Text>
        )}
      </div>
    </Section>
  )
}
