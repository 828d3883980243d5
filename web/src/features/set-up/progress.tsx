import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import classes from './set-up.module.css'
import { type StepName, type StepState, steps } from './steps'

const words: Record<StepName, string> = {
  project: 'the project',
  key: 'a key for its pipeline',
  pipeline: 'the text for the pipeline',
  run: 'the first run',
}

/** How far it is, and the way to what comes next, which may be below what is seen. */
export function Progress({ states }: { states: Record<StepName, StepState> }) {
  const open = steps.filter((one) => states[one] !== 'done')
  const [next] = open
  return (
    <Text className={classes.progress}>
      {steps.length - open.length} of {steps.length} steps are done.{' '}
      {next && (
        <>
          Next:{' '}
          <Link to="." hash={`set-up-${next}`} search={true} replace>
            {words[next]}
          </Link>
        </>
      )}
      {states.run === 'done' && (
        <>
          {next ? '. ' : ''}
          <Link to="." hash="set-up-run" search={true} replace>
            See the run
          </Link>
        </>
      )}
    </Text>
  )
}
