import { Button, Group, NumberInput, Stack, Switch } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { severities } from '../../../components/severity/severity'
import { SeverityTile } from '../../../components/severity/severity-tile'
import classes from './settings.module.css'
import { type ProjectSettings, useSaveSettings } from './use-settings'

type Props = { current: ProjectSettings; readOnly: boolean }

/** Who decides about findings, and by when they are to be fixed. */
export function TriageForm({ current, readOnly }: Props) {
  const [fourEyes, setFourEyes] = useState(current.fourEyes)
  const [days, setDays] = useState(current.dueDays)
  const { save, busy, error } = useSaveSettings(current, 'Due dates of open findings follow.')
  const changed =
    fourEyes !== current.fourEyes ||
    severities.some(({ key }) => (days[key] ?? null) !== (current.dueDays[key] ?? null))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save({ fourEyes, dueDays: days })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Switch
          label="Four eyes"
          description="A suppression is without effect until an admin or owner who did not ask for it approves."
          checked={fourEyes}
          disabled={readOnly}
          onChange={(event) => setFourEyes(event.currentTarget.checked)}
        />
        <fieldset className={classes.days}>
          <legend>Days until a finding is due</legend>
          <p>Counted from when it was first seen. Leave a severity empty for no due date.</p>
          <div>
            {severities.map(({ key, severity, name }) => (
              <NumberInput
                key={key}
                label={
                  <span className={classes.dayLabel}>
                    <SeverityTile severity={severity} /> <span aria-hidden="true">{name}</span>
                  </span>
                }
                placeholder="None"
                min={1}
                max={3650}
                allowDecimal={false}
                allowNegative={false}
                hideControls
                readOnly={readOnly}
                value={days[key] ?? ''}
                onChange={(value) => setDays({ ...days, [key]: value === '' ? null : Number(value) })}
              />
            ))}
          </div>
        </fieldset>
        {error && <ProblemPanel error={error} what="The settings were not saved." />}
        {!readOnly && (
          <Group>
            <Button type="submit" disabled={!changed} loading={busy}>
              Save triage settings
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}
